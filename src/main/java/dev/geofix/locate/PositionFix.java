package dev.geofix.locate;

import dev.geofix.geo.GeoPoint;

/**
 * Where the photo was taken.
 *
 * @param radiusMeters holds the true place with the probability that the model's calibration states, if the fix is accepted
 * @param confidence 0 … 1, that the photo shows this place at all
 * @param accepted false when no tile deserves trust
 */
record PositionFix(double latitude, double longitude, double radiusMeters, double confidence, boolean accepted) {
    GeoPoint point() {
        return new GeoPoint(latitude, longitude);
    }
}
