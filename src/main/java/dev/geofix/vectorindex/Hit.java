package dev.geofix.vectorindex;

import java.util.Comparator;

/**
 * A vector that a search found.
 *
 * @param score its cosine with the query, −1 … 1, true to 10⁻³
 */
public record Hit(long id, double score) {
    /** The greatest score first, equal ones by id. */
    static final Comparator<Hit> BEST_FIRST = Comparator.comparingDouble(Hit::score).reversed()
            .thenComparingLong(Hit::id);
}
