package dev.geofix.dataset;

import dev.geofix.dataset.DatasetCheckReport.PartCount;
import dev.geofix.platform.UserException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The counts that the authors of the two sets give. */
public enum PublishedCounts {
    /** Zheng, Wei and Yang, 2020, table 2. Street views are left out. */
    UNIVERSITY_1652("University-1652", false,
            Map.of("train/drone", new Count(701, 37_854), "train/satellite", new Count(701, 701), "test/query_drone",
                    new Count(701, 37_855), "test/query_satellite", new Count(701, 701), "test/gallery_drone",
                    new Count(951, 51_355), "test/gallery_satellite", new Count(951, 951))),
    /** Zhu et al., 2023: at each of four heights 50 drone views of 200 places, 120 of which train. */
    SUES_200("SUES-200", true,
            Map.of("train/drone", new Count(120, 6_000), "train/satellite", new Count(120, 120), "test/query_drone",
                    new Count(80, 4_000), "test/query_satellite", new Count(80, 80), "test/gallery_drone",
                    new Count(200, 10_000), "test/gallery_satellite", new Count(200, 200)));

    /** Classes and images of a part. */
    public record Count(int classes, int images) {}

    /** A set of which so much of a part is there is taken for the published one. */
    private static final double LIKENESS = 0.8;

    private final String title;
    private final boolean withHeights;
    private final Map<String, Count> counts;

    PublishedCounts(String title, boolean withHeights, Map<String, Count> counts) {
        this.title = title;
        this.withHeights = withHeights;
        this.counts = counts;
    }

    public String title() {
        return title;
    }

    /** What the part should hold, at each height where the set has heights. */
    Count of(String part) {
        Count count = counts.get(part);
        if (count == null) {
            throw new UserException("no part " + part);
        }
        return count;
    }

    /** The set that these parts were most probably meant to be; null for a set of one's own. */
    static @Nullable PublishedCounts like(List<PartCount> parts) {
        for (PublishedCounts set : values()) {
            if (parts.stream().anyMatch(set::resembles)) {
                return set;
            }
        }
        return null;
    }

    private boolean resembles(PartCount part) {
        Count count = of(part.part());
        return withHeights == (part.height() != null) && part.classes() >= LIKENESS * count.classes
                && part.classes() <= count.classes && part.images() >= LIKENESS * count.images
                && part.images() <= count.images;
    }
}
