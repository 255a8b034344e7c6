package dev.geofix.index;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The true nearest vectors of a set of queries, by all products in floats. */
final class Truth {
    private static final long LINE_NANOS = 10_000_000_000L;

    private final float[][] queries;
    private final NearestSlots[] nearest;

    Truth(float[][] queries, int k) {
        this.queries = queries;
        nearest = IntStream.range(0, queries.length).mapToObj(i -> new NearestSlots(k)).toArray(NearestSlots[]::new);
    }

    /** Hears of all vectors, one after the other. */
    void see(int number, float[] vector) {
        for (int i = 0; i < queries.length; i++) {
            nearest[i].offer(-dot(queries[i], vector), number);
        }
    }

    int[] nearest(int query) {
        return nearest[query].slots();
    }

    /** The share of the true nearest that was found. */
    double recall(List<List<Hit>> found) {
        long right = 0;
        long all = 0;
        for (int i = 0; i < found.size(); i++) {
            int[] sorted = nearest(i);
            all += sorted.length;
            Arrays.sort(sorted);
            right += found.get(i).stream().filter(hit -> Arrays.binarySearch(sorted, (int) hit.id()) >= 0).count();
        }
        return all == 0 ? 1 : (double) right / all;
    }

    /** Goes through all vectors, told of now and then. */
    static void each(int count, PrintWriter told, Visitor visitor) throws IOException {
        long start = System.nanoTime();
        long next = start + LINE_NANOS;
        for (int i = 0; i < count; i++) {
            visitor.visit(i);
            if (System.nanoTime() > next) {
                next = System.nanoTime() + LINE_NANOS;
                double seconds = (System.nanoTime() - start) / 1e9;
                told.printf(Locale.ROOT, "exact answers: %d of %d vectors, %.0f s left%n", i + 1, count,
                        seconds * (count - i - 1) / (i + 1));
                told.flush();
            }
        }
    }

    private static float dot(float[] a, float[] b) {
        float s = 0;
        float t = 0;
        float u = 0;
        float v = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            s += a[i] * b[i];
            t += a[i + 1] * b[i + 1];
            u += a[i + 2] * b[i + 2];
            v += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s += a[i] * b[i];
        }
        return s + t + u + v;
    }

    @FunctionalInterface
    interface Visitor {
        void visit(int number) throws IOException;
    }
}
