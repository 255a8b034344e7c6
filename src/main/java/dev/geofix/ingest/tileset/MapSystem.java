package dev.geofix.ingest.tileset;

import dev.geofix.geo.GeoPoint;
import dev.geofix.ingest.source.UnusableSourceException;
import java.util.Locale;

/** A coordinate system of tile matrices: map coordinates to places. */
@FunctionalInterface
interface MapSystem {
    /** Radius of web mercator's sphere, metres. */
    double MERCATOR_RADIUS = 6_378_137;
    /** Rounding puts the edge of the map that little outside the world, degrees. */
    double EDGE = 1e-7;

    /** @throws IllegalArgumentException when there is no such place */
    GeoPoint place(double x, double y);

    /** @throws UnusableSourceException when it is neither web mercator nor longitude and latitude on WGS 84 */
    static MapSystem of(String organization, int code) {
        String name = organization.toUpperCase(Locale.ROOT) + ":" + code;
        return switch (name) {
            case "EPSG:3857", "EPSG:900913", "ESRI:102100" -> MapSystem::mercator;
            case "EPSG:4326", "OGC:84" -> (x, y) -> point(y, x);
            default -> throw new UnusableSourceException("The tiles are in " + name
                    + ". Make them again in web mercator (EPSG:3857): gdalwarp -t_srs EPSG:3857.");
        };
    }

    /** λ = x/R, φ = atan(sinh(y/R)). */
    private static GeoPoint mercator(double x, double y) {
        return point(Math.toDegrees(Math.atan(Math.sinh(y / MERCATOR_RADIUS))), Math.toDegrees(x / MERCATOR_RADIUS));
    }

    private static GeoPoint point(double latitude, double longitude) {
        return new GeoPoint(inside(latitude, 90), inside(longitude, 180));
    }

    private static double inside(double degrees, double most) {
        return Math.abs(degrees) <= most + EDGE ? Math.clamp(degrees, -most, most) : degrees;
    }
}
