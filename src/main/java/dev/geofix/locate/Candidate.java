package dev.geofix.locate;

import dev.geofix.geo.GeoPoint;

/**
 * A tile that may hold the photo's place.
 *
 * @param center of the tile
 * @param side of the tile on the ground, metres
 * @param score cosine of the photo and the tile
 */
record Candidate(GeoPoint center, double side, double score) {}
