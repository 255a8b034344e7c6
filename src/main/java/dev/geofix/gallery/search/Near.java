package dev.geofix.gallery.search;

import dev.geofix.geo.GeoPoint;

/**
 * A circle on the ground.
 *
 * @throws IllegalArgumentException when the radius is not a positive number of metres
 */
public record Near(GeoPoint center, double radiusMeters) {
    public Near {
        if (!(radiusMeters > 0) || Double.isInfinite(radiusMeters)) {
            throw new IllegalArgumentException("radius must be a positive number of metres, not " + radiusMeters);
        }
    }

    public boolean contains(GeoPoint point) {
        return center.distanceTo(point) <= radiusMeters;
    }
}
