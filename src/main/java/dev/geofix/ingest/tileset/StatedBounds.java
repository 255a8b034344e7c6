package dev.geofix.ingest.tileset;

import dev.geofix.geo.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Where metadata say that tiles lie. Programs write the four numbers as they should, west, south, east, north in degrees; or each pair the
 * other way round, as gdal2tiles did for long; or in metres of web mercator.
 *
 * @param readings what the numbers can mean, the likeliest first; none where they mean nothing
 */
record StatedBounds(List<BoundingBox> readings) {
    static final StatedBounds NONE = new StatedBounds(List.of());

    private static final MapSystem MERCATOR = MapSystem.of("EPSG", 3857);
    /** Half the side of web mercator's square, metres. */
    private static final double HALF_WORLD = Math.PI * MapSystem.MERCATOR_RADIUS;
    /** Rounding and margins put an edge outside the world; more than that share is another unit. */
    private static final double MARGIN = 1.01;

    StatedBounds {
        readings = List.copyOf(readings);
    }

    /** Of a text such as {@code 85.31,27.71,85.33,27.72}. */
    static StatedBounds of(String text) {
        String[] parts = text.strip().split("[\\s,;]+");
        if (parts.length != 4) {
            return NONE;
        }
        try {
            return of(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]),
                    Double.parseDouble(parts[3]));
        } catch (NumberFormatException e) {
            return NONE;
        }
    }

    /** A single place, such as four noughts, says nothing. */
    static StatedBounds of(double west, double south, double east, double north) {
        double largest = DoubleStream.of(west, south, east, north).map(Math::abs).max().orElseThrow();
        if (!(largest <= HALF_WORLD * MARGIN) || west == east && south == north) {
            return NONE;
        }
        List<BoundingBox> readings = new ArrayList<>();
        if (largest <= 180 * MARGIN) {
            addDegrees(readings, west, south, east, north);
            addDegrees(readings, south, west, north, east);
        } else {
            readings.add(new BoundingBox(longitude(west), latitude(Math.min(south, north)), longitude(east),
                    latitude(Math.max(south, north))));
        }
        return new StatedBounds(readings);
    }

    private static void addDegrees(List<BoundingBox> readings, double west, double south, double east, double north) {
        if (Math.max(Math.abs(south), Math.abs(north)) <= 90 * MARGIN) {
            readings.add(new BoundingBox(Math.clamp(west, -180, 180), Math.clamp(Math.min(south, north), -90, 90),
                    Math.clamp(east, -180, 180), Math.clamp(Math.max(south, north), -90, 90)));
        }
    }

    private static double longitude(double x) {
        return MERCATOR.place(Math.clamp(x, -HALF_WORLD, HALF_WORLD), 0).longitude();
    }

    private static double latitude(double y) {
        return MERCATOR.place(0, Math.clamp(y, -HALF_WORLD, HALF_WORLD)).latitude();
    }
}
