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
 * Queries with a known answer in a gallery.
 *
 * @param dataset as it stands in the tables
 * @param height of the drone, metres; null for a set without heights
 * @param queries drone views, unless {@code reversed}
 * @param reversed the queries are satellite views and the gallery is seen by drones
 * @param sameImages queries and gallery are the same pictures: a query is not found in itself
 */
public record RetrievalSet(String dataset, @Nullable Integer height, LabelledPictures queries, LabelledPictures gallery,
        boolean reversed,
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

    /**
     * Pictures and what they show: the queries or the gallery of a set.
     *
     * @param labels the place of each picture; the same place has the same number in queries and gallery
     * @param positions of the ground that each picture shows; null where nobody knows
     */
    record LabelledPictures(List<Picture> pictures, int[] labels, @Nullable List<GeoPoint> positions) {
        LabelledPictures {
            if (pictures.size() != labels.length || positions != null && positions.size() != labels.length) {
                throw new UserException(pictures.size() + " pictures with " + labels.length + " labels");
            }
        }

        int size() {
            return labels.length;
        }

        /** The labels, with those that none of the queries has replaced by {@link QueryOutcome#JUNK}. */
        int[] labelsAskedFor(LabelledPictures queries) {
            Set<Integer> asked = Arrays.stream(queries.labels).boxed().collect(Collectors.toSet());
            return Arrays.stream(labels).map(label -> asked.contains(label) ? label : QueryOutcome.JUNK).toArray();
        }

        /** So many of them at most, evenly picked. */
        LabelledPictures evenly(int most) {
            int[] picked = IntStream.range(0, Math.min(most, size()))
                    .map(i -> (int) ((long) i * size() / Math.min(most, size())))
                    .toArray();
            return new LabelledPictures(Arrays.stream(picked).mapToObj(pictures::get).toList(),
                    Arrays.stream(picked).map(i -> labels[i]).toArray(),
                    positions == null ? null : Arrays.stream(picked).mapToObj(positions::get).toList());
        }
    }
}
