package dev.geofix.gallery;

import dev.geofix.gallery.source.manifest.PlacedImage;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.model.Descriptor;
import dev.geofix.model.DecodeGate;
import dev.geofix.model.Encoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A folder as imports take it, embedded in memory and scanned: a gallery to measure with, of up to some thousand tiles, that leaves
 * nothing behind.
 */
public final class FolderGallery {
    private static final String MANIFEST = "manifest.csv";
    private static final int BATCH = 64;

    private record Entry(Tile tile, Descriptor descriptor) {}

    private final List<Entry> entries;

    private FolderGallery(List<Entry> entries) {
        this.entries = entries;
    }

    /** @throws IllegalArgumentException when the folder's manifest or one of its images cannot be used */
    public static FolderGallery embed(Path folder, Encoder encoder, ImageDecoder decoder) throws IOException {
        List<PlacedImage> images = PlacedImage.list(folder.resolve(MANIFEST));
        TileEmbedder embedder = new TileEmbedder(new DecodeGate(decoder));
        List<Entry> entries = new ArrayList<>();
        for (int from = 0; from < images.size(); from += BATCH) {
            Map<Tile, byte[]> batch = new LinkedHashMap<>();
            for (PlacedImage image : images.subList(from, Math.min(images.size(), from + BATCH))) {
                byte[] encoded = Files.readAllBytes(image.file());
                batch.put(new Tile(image.id(), image.center(), image.bounds(), Map.of(), ContentHash.of(encoded)),
                        encoded);
            }
            Map<TileId, ImageRejectedException> refused = new TreeMap<>(Comparator.comparing(TileId::value));
            embedder.embed(encoder, batch, refused)
                    .forEach(tile -> entries.add(new Entry(tile.tile(), tile.descriptor())));
            refused.forEach((tile, reason) -> {
                throw new IllegalArgumentException("Tile " + tile + " of " + folder + ": " + reason.getMessage());
            });
        }
        return new FolderGallery(entries);
    }

    /** In the manifest's order. */
    public List<Tile> tiles() {
        return entries.stream().map(Entry::tile).toList();
    }

    /** The best of those tiles that the filter admits. */
    public List<TileMatch> search(Descriptor query, int topK, Predicate<Tile> filter) {
        return entries.stream().filter(entry -> filter.test(entry.tile()))
                .map(entry -> new TileMatch(entry.tile(), query.cosine(entry.descriptor())))
                .sorted(Comparator.comparingDouble(TileMatch::score).reversed()
                        .thenComparing(match -> match.tile().id().value()))
                .limit(topK).toList();
    }
}
