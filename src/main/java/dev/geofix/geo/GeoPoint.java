package dev.geofix.geo;

import java.util.Arrays;

/**
 * A place on the ground.
 *
 * @param latitude degrees north, −90 … 90
 * @param longitude degrees east, −180 … 180
 * @throws IllegalArgumentException when a coordinate is NaN or out of range
 */
public record GeoPoint(double latitude, double longitude) {
    /** Mean radius of the Earth (IUGG), metres. */
    static final double EARTH_RADIUS = 6_371_008.8;

    /** Length of a degree of latitude on the mean sphere. */
    public static final double METERS_PER_DEGREE = Math.toRadians(EARTH_RADIUS);

    public GeoPoint {
        if (!(Math.abs(latitude) <= 90)) {
            throw new IllegalArgumentException("latitude must be a number from -90 to 90, not " + latitude);
        }
        if (!(Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("longitude must be a number from -180 to 180, not " + longitude);
        }
    }

    /**
     * Reads {@code latitude,longitude}, as queries write it.
     *
     * @throws IllegalArgumentException when it is no such point
     */
    public static GeoPoint valueOf(String text) {
        double[] coordinates = numbers(text, 2, "latitude,longitude");
        return new GeoPoint(coordinates[0], coordinates[1]);
    }

    static double[] numbers(String text, int count, String form) {
        try {
            double[] numbers = Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
            if (numbers.length == count && text.matches("[-+0-9.eE, ]*")) {
                return numbers;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for both
        }
        throw new IllegalArgumentException("must be " + form + " in degrees, not '" + text + "'");
    }

    /** Great-circle distance in metres on the mean sphere (haversine formula; off by 0.5 % at most from the ellipsoid). */
    public double distanceTo(GeoPoint other) {
        double sinLat = Math.sin(Math.toRadians(other.latitude - latitude) / 2);
        double sinLon = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
        double h = sinLat * sinLat
                + Math.cos(Math.toRadians(latitude)) * Math.cos(Math.toRadians(other.latitude)) * sinLon * sinLon;
        return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
    }

    /** The point so many metres to the north and to the east; for distances small against the Earth. */
    public GeoPoint offset(double northMeters, double eastMeters) {
        double lat = Math.clamp(latitude + northMeters / METERS_PER_DEGREE, -90, 90);
        double lon = longitude + eastMeters / (METERS_PER_DEGREE * Math.cos(Math.toRadians(latitude)));
        return new GeoPoint(lat, wrapLongitude(lon));
    }

    /** The same meridian within −180 … 180. */
    public static double wrapLongitude(double longitude) {
        return longitude > 180 || longitude < -180 ? longitude - 360 * Math.floor((longitude + 180) / 360) : longitude;
    }
}
