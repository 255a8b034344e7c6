package dev.geofix.geo;

/**
 * A box between two parallels and two meridians, edges included; {@code west > east} means that it crosses the date line.
 * The order of the components is GeoJSON's: west, south, east, north, all in degrees.
 *
 * @throws IllegalArgumentException when a corner is no {@link GeoPoint} or south lies above north
 */
public record BoundingBox(double west, double south, double east, double north) {
    public BoundingBox {
        new GeoPoint(south, west);
        new GeoPoint(north, east);
        if (south > north) {
            throw new IllegalArgumentException("south (" + south + ") lies above north (" + north + ")");
        }
    }

    /**
     * Reads {@code west,south,east,north}, as queries write it.
     *
     * @throws IllegalArgumentException when it is no such box
     */
    public static BoundingBox valueOf(String text) {
        double[] edges = GeoPoint.numbers(text, 4, "west,south,east,north");
        return new BoundingBox(edges[0], edges[1], edges[2], edges[3]);
    }

    /** The box of the given side lengths in metres round a centre. */
    public static BoundingBox around(GeoPoint center, double widthMeters, double heightMeters) {
        GeoPoint southWest = center.offset(-heightMeters / 2, -widthMeters / 2);
        GeoPoint northEast = center.offset(heightMeters / 2, widthMeters / 2);
        return new BoundingBox(southWest.longitude(), southWest.latitude(), northEast.longitude(),
                northEast.latitude());
    }

    public GeoPoint center() {
        return new GeoPoint((south + north) / 2, GeoPoint.wrapLongitude(west + widthDegrees() / 2));
    }

    public boolean contains(GeoPoint point) {
        return point.latitude() >= south && point.latitude() <= north && containsLongitude(point.longitude());
    }

    /** Whether the boxes share at least a point. */
    public boolean intersects(BoundingBox other) {
        return south <= other.north && other.south <= north
                && (containsLongitude(other.west) || other.containsLongitude(west));
    }

    /** Length of the middle parallel inside the box, metres. */
    public double widthMeters() {
        return widthDegrees() * GeoPoint.METERS_PER_DEGREE * Math.cos(Math.toRadians((south + north) / 2));
    }

    public double heightMeters() {
        return (north - south) * GeoPoint.METERS_PER_DEGREE;
    }

    public boolean crossesDateLine() {
        return west > east;
    }

    private double widthDegrees() {
        return crossesDateLine() ? east - west + 360 : east - west;
    }

    private boolean containsLongitude(double longitude) {
        return crossesDateLine() ? longitude >= west || longitude <= east : longitude >= west && longitude <= east;
    }
}
