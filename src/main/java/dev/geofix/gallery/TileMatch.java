package dev.geofix.gallery;

/**
 * A tile that a search found.
 *
 * @param score cosine of its descriptor with the query's, −1 … 1
 */
public record TileMatch(Tile tile, double score) {}
