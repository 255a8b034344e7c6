package dev.geofix.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Picks photos that do not show each other's ground. */
final class FarApart {
    private FarApart() {}

    /**
     * Indexes of photos in a random order, leaving out each that lies nearer than so many metres to one already taken. A photo
     * without a position is near to none.
     */
    static int[] choose(List<FlightPhoto> photos, double meters, SplittableRandom random) {
        IntStream.Builder taken = IntStream.builder();
        List<FlightPhoto> kept = new ArrayList<>();
        for (int index : Shuffle.order(photos.size(), random)) {
            FlightPhoto photo = photos.get(index);
            if (kept.stream().noneMatch(other -> other.isNear(photo, meters))) {
                kept.add(photo);
                taken.add(index);
            }
        }
        return taken.build().toArray();
    }
}
