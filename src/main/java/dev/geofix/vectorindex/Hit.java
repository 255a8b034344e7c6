package dev.geofix.vectorindex;

/**
 * A vector that a search found.
 *
 * @param score its cosine with the query, −1 … 1, true to 10⁻³
 */
public record Hit(long id, double score) {}
