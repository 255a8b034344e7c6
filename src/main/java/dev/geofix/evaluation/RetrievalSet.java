package dev.geofix.evaluation;

import dev.geofix.platform.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Queries with a known answer in a gallery.
 *
 * @param dataset as it stands in the tables
 * @param height of the drone, metres; null for a set without heights
 * @param queries drone views, unless {@code reversed}
 * @param reversed the queries are satellite views and the gallery is seen by drones
 * @param sameImages queries and gallery are the same pictures: a query is not found in itself
 */
public record RetrievalSet(String dataset, @Nullable Integer height, Views queries, Views gallery, boolean reversed,
        boolean sameImages) {
    public RetrievalSet {
        if (queries.size() == 0 || gallery.size() == 0) {
            throw new UserException(dataset + " has no queries or no gallery");
        }
    }

    /** Dataset and height: both directions of one have the same group. */
    public String group() {
        return height == null ? dataset : dataset + " " + height + " m";
    }

    public String direction() {
        return sameImages ? "photo→photo" : reversed ? "satellite→drone" : "drone→satellite";
    }

    public String name() {
        return group() + " " + direction();
    }

    /** The same with so many queries at most, evenly picked; the gallery stays whole. */
    public RetrievalSet withQueries(int most) {
        return sameImages ? this : new RetrievalSet(dataset, height, queries.evenly(most), gallery, reversed, false);
    }
}
