package dev.geofix.gallery;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import org.jspecify.annotations.Nullable;

/**
 * What a search may return.
 *
 * @param topK at most so many tiles, 1 … {@value #MAX_TOP_K}
 * @param minScore least cosine, −1 … 1
 * @param box a tile's centre must lie in it
 * @param near a tile's centre must lie in it
 * @throws IllegalArgumentException when a number is out of its range
 */
public record SearchRequest(int topK, double minScore, @Nullable BoundingBox box, @Nullable Near near) {
    public static final int MAX_TOP_K = 1000;

    public SearchRequest {
        if (topK < 1 || topK > MAX_TOP_K) {
            throw new IllegalArgumentException("topK must be 1 to " + MAX_TOP_K + ", not " + topK);
        }
        if (!(minScore >= -1 && minScore <= 1)) {
            throw new IllegalArgumentException("minScore must be -1 to 1, not " + minScore);
        }
    }

    /** The best tiles of the whole gallery. */
    public static SearchRequest top(int topK) {
        return new SearchRequest(topK, -1, null, null);
    }

    boolean isFiltered() {
        return box != null || near != null;
    }

    boolean allows(GeoPoint center) {
        return (box == null || box.contains(center)) && (near == null || near.contains(center));
    }
}
