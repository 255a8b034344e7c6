package dev.geofix.ingest.tileset;

import dev.geofix.geo.BoundingBox;

/** The tiles of a zoom that show something of a box: columns from the west and rows from the north, both ends included. */
record TileWindow(int zoom, long west, long north, long east, long south) {
    /** So much of a tile is no more than rounding of the box. */
    private static final double ROUNDING = 0.01;

    static TileWindow of(BoundingBox box, int zoom) {
        long side = 1L << zoom;
        double top = row(box.north(), side);
        double bottom = row(box.south(), side);
        // Beyond the date line there are columns at both ends; the rows tell enough.
        double left = box.crossesDateLine() ? 0 : column(box.west(), side);
        double right = box.crossesDateLine() ? side : column(box.east(), side);
        return new TileWindow(zoom, first(left, side), first(top, side), last(left, right, side),
                last(top, bottom, side));
    }

    boolean contains(long column, long row) {
        return column >= west && column <= east && row >= north && row <= south;
    }

    private static long first(double from, long side) {
        return Math.clamp((long) Math.floor(from + ROUNDING), 0, side - 1);
    }

    private static long last(double from, double to, long side) {
        return Math.clamp((long) Math.ceil(to - ROUNDING) - 1, first(from, side), side - 1);
    }

    private static double column(double longitude, long side) {
        return (longitude + 180) / 360 * side;
    }

    /** y = (1 − asinh(tan φ)/π)/2, with asinh(tan φ) = atanh(sin φ). */
    private static double row(double latitude, long side) {
        double sine = Math.sin(Math.toRadians(latitude));
        double mercator = Math.clamp(0.5 * Math.log((1 + sine) / (1 - sine)), -Math.PI, Math.PI);
        return (1 - mercator / Math.PI) / 2 * side;
    }
}
