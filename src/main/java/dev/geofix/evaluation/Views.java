package dev.geofix.evaluation;

import dev.geofix.geo.GeoPoint;
import dev.geofix.platform.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Pictures and what they show: the queries or the gallery of a set.
 *
 * @param labels the place of each picture; the same place has the same number in queries and gallery
 * @param positions of the ground that each picture shows; null where nobody knows
 */
record Views(List<Picture> pictures, int[] labels, @Nullable List<GeoPoint> positions) {
    Views {
        if (pictures.size() != labels.length || positions != null && positions.size() != labels.length) {
            throw new UserException(pictures.size() + " pictures with " + labels.length + " labels");
        }
    }

    int size() {
        return labels.length;
    }

    /** The labels, with those that none of the queries has replaced by {@link QueryOutcome#JUNK}. */
    int[] labelsAskedFor(Views queries) {
        Set<Integer> asked = Arrays.stream(queries.labels).boxed().collect(Collectors.toSet());
        return Arrays.stream(labels).map(label -> asked.contains(label) ? label : QueryOutcome.JUNK).toArray();
    }

    /** So many of them at most, evenly picked. */
    Views evenly(int most) {
        int[] picked = IntStream.range(0, Math.min(most, size()))
                .map(i -> (int) ((long) i * size() / Math.min(most, size())))
                .toArray();
        return new Views(Arrays.stream(picked).mapToObj(pictures::get).toList(),
                Arrays.stream(picked).map(i -> labels[i]).toArray(),
                positions == null ? null : Arrays.stream(picked).mapToObj(positions::get).toList());
    }
}
