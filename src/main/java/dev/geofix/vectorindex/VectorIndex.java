package dev.geofix.vectorindex;

import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Unit vectors by number, searched by cosine. It is derived from a store of record and may be thrown away at any time.
 *
 * <p>What implementations promise: all methods may be called from any thread at once. A search sees every change whose
 * call returned before the search began. A filter is exact: whatever share of the vectors it lets through, no other is
 * returned, and the k best of them are found as surely as without a filter. A vector that is not finite, not of unit
 * length or of another dimension is refused with {@link IllegalArgumentException} before anything changes.
 */
public interface VectorIndex {
    /** Values a vector. */
    int dimension();

    /** Vectors that a search can find. */
    int size();

    /** Memory that the vectors and what finds them take, about. */
    long bytes();

    /**
     * Adds the vector, or replaces the one of the same id.
     *
     * @param content a digest of what the vector was made of, by which it is told from another one of that id
     * @param encoded by {@link Int8Vector}; it is copied
     */
    void put(long id, long content, byte[] encoded);

    /** The same of a vector as it came out of the network, where ids are given out once only. */
    default void put(long id, float[] vector) {
        put(id, 0, Int8Vector.encode(vector));
    }

    /** @return whether there was one */
    boolean remove(long id);

    /**
     * The vectors with the greatest cosine, best first; equal scores by id.
     *
     * @param k how many at most, at least 1; more than {@link #size()} gives all
     * @param filter which ids may be returned; it must be quick and free of side effects
     */
    List<Hit> search(float[] query, int k, @Nullable LongPredicate filter);
}
