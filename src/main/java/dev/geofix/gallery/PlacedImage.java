package dev.geofix.gallery;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** An image file and its place, as a line of a manifest states them. */
public record PlacedImage(Path file, TileId id, GeoPoint center, @Nullable BoundingBox bounds) {
    /**
     * All images of a manifest that lies beside them.
     *
     * @throws IllegalArgumentException when it is missing, empty or unsound, or names a file that is not there
     */
    public static List<PlacedImage> list(Path manifest) {
        if (!Files.isRegularFile(manifest)) {
            throw new IllegalArgumentException("There is no file " + manifest + ". It must have the columns file, "
                    + "latitude and longitude and a line for each image, as simulate --layout gallery writes it.");
        }
        List<PlacedImage> images = new ArrayList<>();
        try (Manifest opened = Manifest.open(manifest)) {
            for (Iterator<CSVRecord> rows = opened.rows(); rows.hasNext();) {
                images.add(of(rows.next(), opened.columns(), manifest));
            }
        } catch (InvalidRequestException | UncheckedIOException | IllegalStateException e) {
            throw new IllegalArgumentException(manifest + ": " + e.getMessage(), e);
        }
        if (images.isEmpty()) {
            throw new IllegalArgumentException(manifest + " lists no image. Add a line for each.");
        }
        return images;
    }

    private static PlacedImage of(CSVRecord record, ManifestColumns columns, Path manifest) {
        try {
            ManifestRow row = ManifestRow.of(record, columns);
            Path file = manifest.resolveSibling(row.file());
            if (!Files.isRegularFile(file)) {
                throw new RefusedRowException("there is no file " + file);
            }
            return new PlacedImage(file, row.tile(), row.center(), row.bounds());
        } catch (RefusedRowException e) {
            throw new IllegalArgumentException(manifest + ", image " + record.getRecordNumber() + ": " + e.reason(), e);
        }
    }
}
