package dev.geofix.ingest.manifest;

import dev.geofix.gallery.NewTile;
import dev.geofix.gallery.TileId;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.ingest.source.RefusedItemException;
import dev.geofix.ingest.source.UnusableSourceException;
import dev.geofix.platform.UserException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An image file and its place, as an entry of a manifest states them.
 *
 * @param file relative to the folder of the manifest, unless it comes from {@link #list}
 * @param attributes the manifest's other columns
 */
public record PlacedImage(Path file, TileId id, GeoPoint center, @Nullable BoundingBox bounds,
        Map<String, Object> attributes) {
    /**
     * @param file with backslashes, as programs for Windows write them, or with slashes
     * @param id the file's last name unless given
     * @param center the middle of the bounds unless given
     */
    static PlacedImage of(String file, @Nullable String id, @Nullable GeoPoint center, @Nullable BoundingBox bounds,
            Map<String, Object> attributes) throws RefusedItemException {
        GeoPoint middle = center == null && bounds != null ? bounds.center() : center;
        if (middle == null) {
            throw new RefusedItemException("neither a centre nor bounds are given");
        }
        String path = file.replace('\\', '/');
        TileId tile = new TileId(id == null ? path.substring(path.lastIndexOf('/') + 1) : id);
        try {
            return new PlacedImage(Path.of(path), tile, middle, bounds, attributes);
        } catch (InvalidPathException e) {
            throw new RefusedItemException("this is no file name");
        }
    }

    /**
     * All images of a manifest that lies beside them; each with the path of its file.
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
            for (Manifest.Entry entry = opened.next(); entry != null; entry = opened.next()) {
                images.add(beside(manifest, entry));
            }
        } catch (UnusableSourceException e) {
            throw new UserException(manifest + ": " + e.getMessage(), e);
        }
        if (images.isEmpty()) {
            throw new UserException(manifest + " lists no image. Add a line for each.");
        }
        return images;
    }

    private static PlacedImage beside(Path manifest, Manifest.Entry entry) {
        try {
            PlacedImage image = entry.image();
            Path file = manifest.resolveSibling(image.file());
            if (!Files.isRegularFile(file)) {
                throw new RefusedItemException("there is no file " + file);
            }
            return new PlacedImage(file, image.id(), image.center(), image.bounds(), image.attributes());
        } catch (RefusedItemException e) {
            throw new UserException(manifest + ", " + entry.item() + ": " + e.reason(), e);
        }
    }

    NewTile tile(byte[] content) throws RefusedItemException {
        try {
            return new NewTile(id, center, bounds, attributes, content);
        } catch (IllegalArgumentException e) {
            throw new RefusedItemException(String.valueOf(e.getMessage()));
        }
    }

    /** A stated centre. Coordinates that can only be swapped ones are called so, here and in {@link #box}. */
    static GeoPoint point(double latitude, double longitude) throws RefusedItemException {
        checkOrder(latitude, longitude);
        return new GeoPoint(latitude, longitude);
    }

    /** Stated bounds. */
    static BoundingBox box(double west, double south, double east, double north) throws RefusedItemException {
        checkOrder(south, west);
        checkOrder(north, east);
        return new BoundingBox(west, south, east, north);
    }

    private static void checkOrder(double latitude, double longitude) throws RefusedItemException {
        if (Math.abs(latitude) > 90 && Math.abs(latitude) <= 180 && Math.abs(longitude) <= 90) {
            throw new RefusedItemException("latitude and longitude look swapped: " + latitude
                    + " is no latitude, which goes from -90 to 90");
        }
    }
}
