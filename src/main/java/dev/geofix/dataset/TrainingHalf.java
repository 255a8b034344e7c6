package dev.geofix.dataset;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Both views of what a set, or one of its heights, gives to learn from. */
record TrainingHalf(@Nullable Integer height, ViewFolder drone, ViewFolder satellite) {
    Set<String> withoutSatellite() {
        return difference(drone, satellite);
    }

    Set<String> withoutDrone() {
        return difference(satellite, drone);
    }

    private static Set<String> difference(ViewFolder some, ViewFolder others) {
        TreeSet<String> places = new TreeSet<>(some.places());
        places.removeAll(others.places());
        return places;
    }
}
