package dev.geofix.geo;

/**
 * A square of the web-mercator pyramid in XYZ numbering: x grows to the east, y to the south, 2^zoom squares a side.
 *
 * @throws IllegalArgumentException when zoom is not 0 … {@value #DEEPEST_ZOOM} or x, y lie outside the pyramid
 */
public record MapTile(int zoom, int x, int y) {
    public static final int DEEPEST_ZOOM = 30;

    public MapTile {
        if (zoom < 0 || zoom > DEEPEST_ZOOM) {
            throw new IllegalArgumentException("zoom must be 0 to " + DEEPEST_ZOOM + ", not " + zoom);
        }
        if (x < 0 || x >= side(zoom) || y < 0 || y >= side(zoom)) {
            throw new IllegalArgumentException(
                    "zoom " + zoom + " has no such tile: columns and rows go from 0 to " + (side(zoom) - 1));
        }
    }

    /** Of numbers of any size. */
    public static MapTile of(int zoom, long x, long y) {
        return new MapTile(zoom, Math.clamp(x, -1, Integer.MAX_VALUE), Math.clamp(y, -1, Integer.MAX_VALUE));
    }

    /** Squares a side. */
    public static long side(int zoom) {
        return 1L << zoom;
    }

    /** The row counted from the south, as the Tile Map Service specification has it, of one counted from the north; and back. */
    public static long mirrored(int zoom, long row) {
        return side(zoom) - 1 - row;
    }

    /** Squares from the western edge of the pyramid to a meridian. */
    public static double column(double longitude, int zoom) {
        return (longitude + 180) / 360 * side(zoom);
    }

    /**
     * Squares from the northern edge to a parallel: y = (1 − asinh(tan φ)/π)/2 · 2^zoom, with asinh(tan φ) = atanh(sin φ). The poles lie infinitely far.
     */
    public static double row(double latitude, int zoom) {
        double sine = Math.sin(Math.toRadians(latitude));
        return (1 - Math.log((1 + sine) / (1 - sine)) / 2 / Math.PI) / 2 * side(zoom);
    }

    public BoundingBox bounds() {
        return new BoundingBox(longitude(x), latitude(y + 1), longitude(x + 1), latitude(y));
    }

    /** Of the square on the map, and so of its picture; the middle latitude of the bounds lies a little nearer to the equator. */
    public GeoPoint center() {
        return new GeoPoint(latitude(y + 0.5), longitude(x + 0.5));
    }

    /** Where a meridian lies: 0 is the western edge, 1 the eastern one. */
    public double across(double longitude) {
        return column(longitude, zoom) - x;
    }

    /** Where a parallel lies: 0 is the northern edge, 1 the southern one. The poles lie infinitely far. */
    public double down(double latitude) {
        return row(latitude, zoom) - y;
    }

    private double longitude(double column) {
        return column * 360 / side(zoom) - 180;
    }

    /** Inverse of {@link #row}: φ = atan(sinh(π(1 − 2y/2^zoom))). */
    private double latitude(double row) {
        return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * row / side(zoom)))));
    }
}
