package dev.geofix.geo;

/**
 * A square of the web-mercator pyramid in XYZ numbering: x grows to the east, y to the south, 2^zoom squares a side.
 *
 * @throws IllegalArgumentException when zoom is not 0 … 30 or x, y lie outside the pyramid
 */
public record MapTile(int zoom, int x, int y) {
    public MapTile {
        if (zoom < 0 || zoom > 30) {
            throw new IllegalArgumentException("zoom must be 0 to 30, not " + zoom);
        }
        int side = 1 << zoom;
        if (x < 0 || x >= side || y < 0 || y >= side) {
            throw new IllegalArgumentException("no tile " + x + "/" + y + " at zoom " + zoom);
        }
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
        return (longitude + 180) / 360 * (1 << zoom) - x;
    }

    /** Where a parallel lies: 0 is the northern edge, 1 the southern one. The poles lie infinitely far. */
    public double down(double latitude) {
        double angle = Math.toRadians(latitude);
        return (1 - Math.log(Math.tan(angle) + 1 / Math.cos(angle)) / Math.PI) / 2 * (1 << zoom) - y;
    }

    private double longitude(double column) {
        return column * 360 / (1 << zoom) - 180;
    }

    /** Inverse of the spherical mercator projection: φ = atan(sinh(π(1 − 2y/2^z))). */
    private double latitude(double row) {
        return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * row / (1 << zoom)))));
    }
}
