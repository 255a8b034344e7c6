package dev.geofix.gallery;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** What a manifest says of one tile. */
record ManifestRow(String file, TileId tile, GeoPoint center, @Nullable BoundingBox bounds,
        Map<String, Object> attributes) {

    static ManifestRow of(CSVRecord row, ManifestColumns columns) throws RefusedRowException {
        for (int i = row.getParser().getHeaderNames().size(); i < row.size(); i++) {
            if (!row.get(i).isBlank()) {
                throw new RefusedRowException(
                        "the row has more values than the first line has columns; put values that "
                                + "hold the delimiter into quotes");
            }
        }
        String file = columns.value(row, "file");
        if (file == null) {
            throw new RefusedRowException("the column file is empty");
        }
        try {
            String tile = columns.value(row, "tile");
            BoundingBox bounds = bounds(row, columns);
            GeoPoint center = center(row, columns);
            return new ManifestRow(file, new TileId(tile == null ? lastName(file) : tile),
                    center == null ? middle(bounds) : center, bounds, columns.attributes(row));
        } catch (IllegalArgumentException e) {
            throw new RefusedRowException(String.valueOf(e.getMessage()));
        }
    }

    NewTile with(byte[] image) throws RefusedRowException {
        try {
            return new NewTile(tile, center, bounds, attributes, image);
        } catch (IllegalArgumentException e) {
            throw new RefusedRowException(String.valueOf(e.getMessage()));
        }
    }

    private static GeoPoint middle(@Nullable BoundingBox bounds) throws RefusedRowException {
        if (bounds == null) {
            throw new RefusedRowException("neither a centre nor bounds are given");
        }
        return bounds.center();
    }

    private static @Nullable GeoPoint center(CSVRecord row, ManifestColumns columns) throws RefusedRowException {
        Double latitude = number(row, columns, "latitude");
        Double longitude = number(row, columns, "longitude");
        if (latitude == null && longitude == null) {
            return null;
        }
        if (latitude == null || longitude == null) {
            throw new RefusedRowException("latitude and longitude must be given together");
        }
        return new GeoPoint(latitude, longitude);
    }

    private static @Nullable BoundingBox bounds(CSVRecord row, ManifestColumns columns) throws RefusedRowException {
        Double west = number(row, columns, "west");
        Double south = number(row, columns, "south");
        Double east = number(row, columns, "east");
        Double north = number(row, columns, "north");
        if (west == null && south == null && east == null && north == null) {
            return null;
        }
        if (west == null || south == null || east == null || north == null) {
            throw new RefusedRowException("west, south, east and north must be given together");
        }
        return new BoundingBox(west, south, east, north);
    }

    private static @Nullable Double number(CSVRecord row, ManifestColumns columns, String column)
            throws RefusedRowException {
        String text = columns.value(row, column);
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new RefusedRowException(column + " must be a number, not '" + text + "'");
        }
    }

    private static String lastName(String file) {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }
}
