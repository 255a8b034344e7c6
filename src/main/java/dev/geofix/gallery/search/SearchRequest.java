package dev.geofix.gallery.search;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.platform.UserException;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a search may return.
 *
 * @param topK at most so many tiles, 1 … {@value #MAX_TOP_K}
 * @param minScore least cosine, −1 … 1
 * @param box a tile's centre must lie in it
 * @param near a tile's centre must lie in it
 * @param attributes a tile must have every one of them; {@value #MAX_ATTRIBUTES} at most
 * @throws UserException when a number is out of its range
 */
public record SearchRequest(int topK, double minScore, @Nullable BoundingBox box, @Nullable Near near,
        List<AttributeFilter> attributes) {
    public static final int MAX_TOP_K = 1000;
    public static final int MAX_ATTRIBUTES = 16;

    public SearchRequest {
        if (topK < 1 || topK > MAX_TOP_K) {
            throw new UserException("topK must be 1 to " + MAX_TOP_K + ", not " + topK);
        }
        if (!(minScore >= -1 && minScore <= 1)) {
            throw new UserException("minScore must be -1 to 1, not " + minScore);
        }
        if (attributes.size() > MAX_ATTRIBUTES) {
            throw new UserException(
                    "at most " + MAX_ATTRIBUTES + " attributes can be asked for at once, not " + attributes.size());
        }
        attributes = List.copyOf(attributes);
    }

    public SearchRequest(int topK, double minScore, @Nullable BoundingBox box, @Nullable Near near) {
        this(topK, minScore, box, near, List.of());
    }

    /** The best tiles of the whole gallery. */
    public static SearchRequest top(int topK) {
        return new SearchRequest(topK, -1, null, null);
    }

    boolean isFiltered() {
        return box != null || near != null || !attributes.isEmpty();
    }

    /** @param centers gives the centre of a tile by sequence number, null of a tile that is gone */
    LongPredicate filter(LongFunction<@Nullable GeoPoint> centers, AttributeSets sets) {
        LongPredicate filter = box == null && near == null
                ? sequence -> true
                : sequence -> allows(centers.apply(sequence));
        for (AttributeFilter attribute : attributes) {
            filter = sets.having(attribute).and(filter);
        }
        return filter;
    }

    private boolean allows(@Nullable GeoPoint center) {
        return center != null && (box == null || box.contains(center)) && (near == null || near.contains(center));
    }

    /**
     * A circle on the ground.
     *
     * @throws UserException when the radius is not a positive number of metres
     */
    public record Near(GeoPoint center, double radiusMeters) {
        public Near {
            if (!(radiusMeters > 0) || Double.isInfinite(radiusMeters)) {
                throw new UserException("radius must be a positive number of metres, not " + radiusMeters);
            }
        }

        public boolean contains(GeoPoint point) {
            return center.distanceTo(point) <= radiusMeters;
        }
    }
}
