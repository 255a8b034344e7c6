package dev.geofix.benchmark;

import dev.geofix.vectorindex.Hit;
import dev.geofix.vectorindex.NearestSlots;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The true nearest vectors of a set of queries, by all products in floats. */
final class ExactNeighbours {
    private static final long LINE_NANOS = 10_000_000_000L;

    private static final int BLOCK = 4;

    private final NearestSlots[] nearest;
    /** A row for each value, a column for each query: sums over a row are independent of each other, so that the processor takes many at once. */
    private final float[][] values;
    private final float[][] block = new float[BLOCK][];
    private final int[] numbers = new int[BLOCK];
    private int seen;

    ExactNeighbours(float[][] queries, int k) {
        nearest = IntStream.range(0, queries.length).mapToObj(i -> new NearestSlots(k)).toArray(NearestSlots[]::new);
        values = new float[queries[0].length][queries.length];
        for (int query = 0; query < queries.length; query++) {
            for (int i = 0; i < values.length; i++) {
                values[i][query] = queries[query][i];
            }
        }
    }

    /** Hears of all vectors, one after the other; they may not change afterwards. */
    void see(int number, float[] vector) {
        numbers[seen] = number;
        block[seen++] = vector;
        if (seen == BLOCK) {
            compare();
        }
    }

    private void compare() {
        float[][] sums = new float[BLOCK][nearest.length];
        Arrays.fill(block, seen, BLOCK, new float[values.length]);
        for (int i = 0; i < values.length; i++) {
            add(values[i], block[0][i], sums[0], block[1][i], sums[1]);
            add(values[i], block[2][i], sums[2], block[3][i], sums[3]);
        }
        for (int number = 0; number < seen; number++) {
            for (int query = 0; query < nearest.length; query++) {
                nearest[query].offer(-sums[number][query], numbers[number]);
            }
        }
        seen = 0;
    }

    private static void add(float[] row, float a, float[] sumsA, float b, float[] sumsB) {
        for (int query = 0; query < row.length; query++) {
            sumsA[query] += a * row[query];
            sumsB[query] += b * row[query];
        }
    }

    int[] nearest(int query) {
        if (seen > 0) {
            compare();
        }
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
    static void each(int count, PrintWriter out, Visitor visitor) throws IOException {
        long start = System.nanoTime();
        long next = start + LINE_NANOS;
        for (int i = 0; i < count; i++) {
            visitor.visit(i);
            if (System.nanoTime() > next) {
                next = System.nanoTime() + LINE_NANOS;
                double seconds = (System.nanoTime() - start) / 1e9;
                out.printf(Locale.ROOT, "exact answers: %d of %d vectors, %.0f s left%n", i + 1, count,
                        seconds * (count - i - 1) / (i + 1));
                out.flush();
            }
        }
    }

    @FunctionalInterface
    interface Visitor {
        void visit(int number) throws IOException;
    }
}
