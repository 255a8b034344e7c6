package dev.geofix.evaluation;

import java.util.List;

/**
 * Queries with a known answer in a gallery.
 *
 * @param name as it stands in the tables
 * @param queries drone views, unless {@code reversed}
 * @param queryLabels the place of each query
 * @param galleryLabels the place of each gallery picture
 * @param reversed the queries are satellite views and the gallery is seen by drones
 * @param sameImages queries and gallery are the same pictures: a query is not found in itself
 */
record RetrievalSet(String name, List<Picture> queries, int[] queryLabels, List<Picture> gallery, int[] galleryLabels,
        boolean reversed, boolean sameImages) {
    RetrievalSet {
        if (queries.isEmpty() || gallery.isEmpty()) {
            throw new IllegalArgumentException(name + " has no queries or no gallery");
        }
    }
}
