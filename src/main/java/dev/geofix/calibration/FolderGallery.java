package dev.geofix.calibration;

import dev.geofix.gallery.ContentHash;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileEmbedder;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileMatch;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.imaging.RgbImage;
import dev.geofix.inference.DecodeBulkhead;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.Encoder;
import dev.geofix.ingest.manifest.PlacedImage;
import dev.geofix.platform.UserException;
import dev.geofix.verification.LocalFeatureExtractor;
import dev.geofix.verification.LocalFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A folder as imports take it, embedded in memory and scanned: a gallery to measure with, of up to some thousand tiles, that leaves
 * nothing behind. Local features of a tile are found when they are first asked for.
 */
public final class FolderGallery {
    private static final String MANIFEST = "manifest.csv";
    private static final int BATCH = 64;

    private record Entry(Tile tile, Descriptor descriptor) {}

    private final List<Entry> entries;
    private final Map<TileId, Path> files;
    private final ImageDecoder decoder;
    private final @Nullable LocalFeatureExtractor extractor;
    private final Map<TileId, LocalFeatures> features = new ConcurrentHashMap<>();

    private FolderGallery(List<Entry> entries, Map<TileId, Path> files, ImageDecoder decoder,
            @Nullable LocalFeatureExtractor extractor) {
        this.entries = entries;
        this.files = files;
        this.decoder = decoder;
        this.extractor = extractor;
    }

    /** A gallery without local features; throws as the other. */
    public static FolderGallery embed(Path folder, Encoder encoder, ImageDecoder decoder) throws IOException {
        return embed(folder, encoder, decoder, null);
    }

    /**
     * @param extractor of local features; null when the tiles have none
     * @throws UserException when the folder's manifest or one of its images cannot be used
     */
    public static FolderGallery embed(Path folder, Encoder encoder, ImageDecoder decoder,
            @Nullable LocalFeatureExtractor extractor) throws IOException {
        List<PlacedImage> images = PlacedImage.list(folder.resolve(MANIFEST));
        TileEmbedder embedder = new TileEmbedder(new DecodeBulkhead(decoder));
        List<Entry> entries = new ArrayList<>();
        Map<TileId, Path> files = new HashMap<>();
        images.forEach(image -> files.put(image.id(), image.file()));
        for (int from = 0; from < images.size(); from += BATCH) {
            Map<Tile, byte[]> batch = new LinkedHashMap<>();
            for (PlacedImage image : images.subList(from, Math.min(images.size(), from + BATCH))) {
                byte[] encoded = Files.readAllBytes(image.file());
                batch.put(new Tile(image.id(), image.center(), image.bounds(), Map.of(), ContentHash.of(encoded)),
                        encoded);
            }
            Map<TileId, ImageRejectedException> refused = new TreeMap<>(Comparator.comparing(TileId::value));
            embedder.embed(encoder, batch, null, refused)
                    .forEach(tile -> entries.add(new Entry(tile.tile(), tile.descriptor())));
            refused.forEach((tile, reason) -> {
                throw new UserException("Tile " + tile + " of " + folder + ": " + reason.getMessage());
            });
        }
        return new FolderGallery(entries, files, decoder, extractor);
    }

    /** In the manifest's order. */
    public List<Tile> tiles() {
        return entries.stream().map(Entry::tile).toList();
    }

    /**
     * Local features of these tiles.
     *
     * @throws UserException when an image cannot be used any more
     */
    public Map<TileId, LocalFeatures> features(Collection<Tile> found) {
        LocalFeatureExtractor from = extractor;
        return from == null
                ? Map.of()
                : found.stream().map(Tile::id).distinct().collect(Collectors.toMap(Function.identity(),
                        tile -> features.computeIfAbsent(tile, id -> from.ofTile(image(id)))));
    }

    private RgbImage image(TileId tile) {
        try {
            return decoder.decode(Files.readAllBytes(files.getOrDefault(tile, Path.of(""))));
        } catch (IOException | ImageRejectedException e) {
            throw new UserException("Tile " + tile + ": " + e.getMessage(), e);
        }
    }

    /** The best of those tiles that the filter admits. */
    public List<TileMatch> search(Descriptor query, int topK, Predicate<Tile> filter) {
        return entries.stream().filter(entry -> filter.test(entry.tile()))
                .map(entry -> new TileMatch(entry.tile(), query.cosine(entry.descriptor())))
                .sorted(TileMatch.BEST_FIRST)
                .limit(topK).toList();
    }
}
