package dev.geofix.ingest.manifest;

import dev.geofix.gallery.TileId;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.ingest.source.RefusedItemException;
import dev.geofix.ingest.source.UnusableSourceException;
import dev.geofix.platform.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An image file and its place, as an entry of a manifest states them.
 *
 * @param attributes the manifest's other columns
 */
public record PlacedImage(Path file, TileId id, GeoPoint center, @Nullable BoundingBox bounds,
        Map<String, Object> attributes) {
    /**
     * All images of a manifest that lies beside them.
     *
     * @throws UserException when it is missing, empty or unsound, or names a file that is not there
     */
    public static List<PlacedImage> list(Path manifest) {
        if (!Files.isRegularFile(manifest)) {
            throw new UserException("There is no file " + manifest + ". It must have the columns file, "
                    + "latitude and longitude and a line for each image, as simulate --layout gallery writes it.");
        }
        List<PlacedImage> images = new ArrayList<>();
        try (Manifest opened = Manifest.open(manifest)) {
            for (ManifestEntry entry = opened.next(); entry != null; entry = opened.next()) {
                images.add(of(entry, manifest));
            }
        } catch (UnusableSourceException e) {
            throw new UserException(manifest + ": " + e.getMessage(), e);
        }
        if (images.isEmpty()) {
            throw new UserException(manifest + " lists no image. Add a line for each.");
        }
        return images;
    }

    private static PlacedImage of(ManifestEntry entry, Path manifest) {
        try {
            ManifestRow row = entry.required();
            Path file = manifest.resolveSibling(row.file());
            if (!Files.isRegularFile(file)) {
                throw new RefusedItemException("there is no file " + file);
            }
            return new PlacedImage(file, row.tile(), row.center(), row.bounds(), row.attributes());
        } catch (RefusedItemException e) {
            throw new UserException(manifest + ", " + entry.item() + ": " + e.reason(), e);
        }
    }
}
