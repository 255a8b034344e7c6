package dev.geofix.ingest.manifest;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.ingest.source.RefusedItemException;

/** Places as manifests state them. Coordinates that can only be swapped ones are called so. */
final class StatedPlace {
    private StatedPlace() {}

    static GeoPoint point(double latitude, double longitude) throws RefusedItemException {
        checkOrder(latitude, longitude);
        return new GeoPoint(latitude, longitude);
    }

    static BoundingBox box(double west, double south, double east, double north) throws RefusedItemException {
        checkOrder(south, west);
        checkOrder(north, east);
        return new BoundingBox(west, south, east, north);
    }

    private static void checkOrder(double latitude, double longitude) throws RefusedItemException {
        if (Math.abs(latitude) > 90 && Math.abs(latitude) <= 180 && Math.abs(longitude) <= 90) {
            throw new RefusedItemException("latitude and longitude look swapped: " + latitude
                    + " is no latitude, which goes from -90 to 90");
        }
    }
}
