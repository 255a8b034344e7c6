package dev.geofix.gallery.search;

import dev.geofix.geo.GeoPoint;
import dev.geofix.platform.UserException;

/**
 * A circle on the ground.
 *
 * @throws UserException when the radius is not a positive number of metres
 */
public record Near(GeoPoint center, double radiusMeters) {
    public Near {
        if (!(radiusMeters > 0) || Double.isInfinite(radiusMeters)) {
            throw new UserException("radius must be a positive number of metres, not " + radiusMeters);
        }
    }

    public boolean contains(GeoPoint point) {
        return center.distanceTo(point) <= radiusMeters;
    }
}
