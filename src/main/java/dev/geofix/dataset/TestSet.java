package dev.geofix.dataset;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The test half of a set, or of one of its heights.
 *
 * @param name short, such as {@code 150 m}; empty for a set without heights
 * @param height of the drone, metres; null for a set without heights
 * @param directions one or both, drone to satellite first
 */
public record TestSet(String name, @Nullable Integer height, List<Direction> directions) {
    /**
     * Queries of one view against a gallery of the other.
     *
     * @param fromDrone whether the queries are drone views
     */
    public record Direction(boolean fromDrone, ViewFolder queries, ViewFolder gallery) {
        /** Gallery places that nobody asks for. */
        public Set<String> distractors() {
            TreeSet<String> distractors = new TreeSet<>(gallery.places());
            distractors.removeAll(queries.places());
            return distractors;
        }

        /** Places that are asked for although the gallery lacks them. */
        public Set<String> unanswerable() {
            TreeSet<String> places = new TreeSet<>(queries.places());
            places.removeAll(gallery.places());
            return places;
        }

        public String name() {
            return fromDrone ? "drone→satellite" : "satellite→drone";
        }
    }
}
