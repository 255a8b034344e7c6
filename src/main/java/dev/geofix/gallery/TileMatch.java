package dev.geofix.gallery;

import java.util.Comparator;

/**
 * A tile that a search found.
 *
 * @param score cosine of its descriptor with the query's, −1 … 1
 */
public record TileMatch(Tile tile, double score) {
    /** The greatest score first, equal ones by the tile's name. */
    public static final Comparator<TileMatch> BEST_FIRST = Comparator.comparingDouble(TileMatch::score).reversed()
            .thenComparing(match -> match.tile().id().value());
}
