package dev.geofix.training;

import dev.geofix.geo.GeoPoint;
import org.jspecify.annotations.Nullable;

/**
 * The ground that a place shows, as far as it can be told from another's.
 *
 * @param name of the photo or the folder; places of one name show one ground
 * @param position where the file states one
 * @param separationMeters from this distance on two positions show different ground
 */
record Ground(String name, @Nullable GeoPoint position, double separationMeters) {
    static Ground named(String name) {
        return new Ground(name, null, 0);
    }

    static Ground of(FlightPhoto photo, double separationMeters) {
        return new Ground(photo.name(), photo.position(), separationMeters);
    }

    /** Whether nothing speaks against the other place as a negative of this one. */
    boolean isApart(Ground other) {
        if (name.equals(other.name)) {
            return false;
        }
        return position == null || other.position == null
                || position.distanceTo(other.position) >= Math.max(separationMeters, other.separationMeters);
    }
}
