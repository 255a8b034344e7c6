package dev.geofix.geo;

/**
 * Metres east and south of an origin, on the plane that touches the WGS 84 ellipsoid there. East and south, not north, so that it has the handedness of pixels and a picture with north up
 * is placed by a turn and a scale alone. Within 10 km of the origin it is true to scale by 0.1 % and better up to 60° of latitude.
 *
 * @param origin must not lie at a pole
 */
public record LocalFrame(GeoPoint origin) {
    /** Metres of a degree of longitude at the origin's latitude. */
    private double perLongitude() {
        double latitude = Math.toRadians(origin.latitude());
        return 111_412.84 * Math.cos(latitude) - 93.5 * Math.cos(3 * latitude) + 0.118 * Math.cos(5 * latitude);
    }

    private double perLatitude() {
        double latitude = Math.toRadians(origin.latitude());
        return 111_132.92 - 559.82 * Math.cos(2 * latitude) + 1.175 * Math.cos(4 * latitude);
    }

    public double east(GeoPoint point) {
        return east(point.longitude());
    }

    /** Of a meridian, the nearer way round. */
    public double east(double longitude) {
        return GeoPoint.wrapLongitude(longitude - origin.longitude()) * perLongitude();
    }

    public double south(GeoPoint point) {
        return south(point.latitude());
    }

    public double south(double latitude) {
        return (origin.latitude() - latitude) * perLatitude();
    }

    /** The point so many metres to the east and south. */
    public GeoPoint point(double east, double south) {
        return new GeoPoint(Math.clamp(origin.latitude() - south / perLatitude(), -90, 90),
                GeoPoint.wrapLongitude(origin.longitude() + east / perLongitude()));
    }
}
