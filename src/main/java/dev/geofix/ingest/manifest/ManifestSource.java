package dev.geofix.ingest.manifest;

import dev.geofix.gallery.TileId;
import dev.geofix.ingest.source.FolderFiles;
import dev.geofix.ingest.source.RefusedItemException;
import dev.geofix.ingest.source.Shard;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.ingest.source.TileSource;
import dev.geofix.ingest.source.UnusableSourceException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/** The images of a folder that a manifest lists, in the manifest's order. */
public final class ManifestSource implements TileSource {
    private final Path folder;
    private final Path manifest;
    private final long maxBytes;
    private final long entries;

    private ManifestSource(Path folder, Path manifest, long maxBytes) {
        this.folder = folder;
        this.manifest = manifest;
        this.maxBytes = maxBytes;
        entries = Manifest.count(manifest);
    }

    /**
     * Reads the manifest once, without its images.
     *
     * @param fallback name of the manifest where the options name none, relative to the folder
     * @param maxBytes a longer image is refused
     * @throws UnusableSourceException when the manifest cannot be read or lists nothing
     */
    public static ManifestSource open(Path folder, String fallback, SourceOptions options, long maxBytes)
            throws IOException {
        options.requireOnly("a folder with a manifest", Set.of("manifest"));
        Path real = folder.toRealPath();
        String name = Objects.requireNonNullElse(options.manifest(), fallback);
        try {
            return new ManifestSource(real, FolderFiles.inside(real, Path.of(name)), maxBytes);
        } catch (InvalidPathException e) {
            throw unreadable(name, "this is no file name", e);
        } catch (RefusedItemException e) {
            throw unreadable(name, e.reason(), e);
        }
    }

    private static UnusableSourceException unreadable(String name, String reason, Exception e) {
        return new UnusableSourceException("The manifest '" + name + "' cannot be read: " + reason
                + ". Give the name of a CSV or GeoJSON file in the folder.", e);
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.of(entries);
    }

    @Override
    public void read(Shard shard, Sink sink) {
        Set<TileId> seen = new HashSet<>();
        try (Manifest opened = Manifest.open(manifest)) {
            for (Manifest.Entry entry = opened.next(); entry != null; entry = opened.next()) {
                // One that cannot be understood has no tile, and its place in the manifest to go by.
                String belongs = entry.item();
                try {
                    PlacedImage image = entry.image();
                    belongs = image.id().value();
                    if (!shard.has(belongs)) {
                        continue;
                    }
                    Path file = FolderFiles.inside(folder, image.file());
                    if (!seen.add(image.id())) {
                        throw new RefusedItemException("the tile '" + image.id() + "' is in the manifest already; "
                                + "give each entry an id of its own as tile");
                    }
                    sink.tile(entry.item(), image.tile(FolderFiles.read(file, maxBytes)));
                } catch (RefusedItemException e) {
                    if (shard.has(belongs)) {
                        sink.refuse(entry.item(), e.reason());
                    }
                }
            }
        }
    }

    @Override
    public void close() {}
}
