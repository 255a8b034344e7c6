package dev.geofix.vectorindex;

import com.github.jelmerk.hnswlib.core.DistanceFunction;

/** The distance of the graph. An enum, so that a written graph names it and holds no code. */
enum Hamming implements DistanceFunction<long[], Integer> {
    BITS;

    @Override
    public Integer distance(long[] a, long[] b) {
        return SignBits.hamming(a, b);
    }
}
