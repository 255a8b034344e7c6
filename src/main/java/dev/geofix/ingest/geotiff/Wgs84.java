package dev.geofix.ingest.geotiff;

/** Lengths on the ellipsoid of WGS 84. */
final class Wgs84 {
    private static final double SEMI_MAJOR = 6_378_137;
    private static final double FLATTENING = 1 / 298.257223563;
    private static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

    private Wgs84() {}

    /** A degree of the meridian: its radius of curvature is a(1 − e²) / (1 − e² sin² φ)^(3/2). */
    static double metersPerLatitude(double latitude) {
        double w = w(latitude);
        return Math.toRadians(SEMI_MAJOR * (1 - ECCENTRICITY_SQUARED) / (w * Math.sqrt(w)));
    }

    /** A degree of the parallel, whose radius is a cos φ / √(1 − e² sin² φ). */
    static double metersPerLongitude(double latitude) {
        return Math.toRadians(SEMI_MAJOR * Math.cos(Math.toRadians(latitude)) / Math.sqrt(w(latitude)));
    }

    private static double w(double latitude) {
        double sine = Math.sin(Math.toRadians(latitude));
        return 1 - ECCENTRICITY_SQUARED * sine * sine;
    }
}
