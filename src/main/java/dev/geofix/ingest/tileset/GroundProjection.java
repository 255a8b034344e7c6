package dev.geofix.ingest.tileset;

import dev.geofix.geo.GeoPoint;

/** Map coordinates to places. */
@FunctionalInterface
interface GroundProjection {
    /** @throws IllegalArgumentException when there is no such place */
    GeoPoint place(double x, double y);
}
