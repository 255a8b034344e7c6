package dev.geofix.index;

import dev.geofix.index.SignBits.Signature;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One search: candidates from the graph or from a scan of the bits, then the exact order of these. */
record IndexSearch(VectorTable table, @Nullable BitGraph graph, SearchPlanner planner) {
    private static final int SAMPLES = 128;
    private static final Comparator<Hit> BEST_FIRST = Comparator.comparingDouble(Hit::score).reversed()
            .thenComparingLong(Hit::id);

    List<Hit> run(float[] query, int k, LongPredicate filter) {
        int[] candidates = fromGraph(query, k, filter);
        return rank(query, k, candidates == null ? fromScan(query, k, filter) : candidates);
    }

    /** Null when a scan is cheaper, or when so much was filtered out that only a scan can tell that there is no more. */
    private int @Nullable [] fromGraph(float[] query, int k, LongPredicate filter) {
        if (graph == null) {
            return null;
        }
        int covered = graph.covered();
        double share = share(filter);
        if (!planner.prefersGraph(k, share, table.slots(), covered)) {
            return null;
        }
        int breadth = (int) Math.min(covered, planner.breadth(k, share));
        int[] found = Arrays.stream(graph.nearest(table.signs().of(query).bits(), breadth))
                .filter(slot -> passes(slot, filter))
                .toArray();
        int[] uncovered = slots(covered, filter);
        if (found.length + uncovered.length < Math.min(k, table.live())) {
            return null;
        }
        return nearest(query, k, IntStream.concat(Arrays.stream(found), Arrays.stream(uncovered)).toArray());
    }

    private int[] fromScan(float[] query, int k, LongPredicate filter) {
        int[] slots = slots(0, filter);
        return table.centredOn() == 0 || slots.length <= planner.exactBelow() ? slots : nearest(query, k, slots);
    }

    private int[] nearest(float[] query, int k, int[] slots) {
        int candidates = planner.candidates(k);
        if (slots.length <= candidates) {
            return slots;
        }
        NearestSlots nearest = new NearestSlots(candidates);
        SignBits signs = table.signs();
        Signature signature = signs.of(query);
        for (int slot : slots) {
            nearest.offer(-signs.estimate(signature, table.signature(slot)), slot);
        }
        return nearest.slots();
    }

    private List<Hit> rank(float[] query, int k, int[] slots) {
        return Arrays.stream(slots)
                .mapToObj(slot -> new Hit(table.id(slot), Math.clamp(table.dot(slot, query), -1, 1)))
                .sorted(BEST_FIRST).limit(k).toList();
    }

    private int[] slots(int from, LongPredicate filter) {
        return IntStream.range(from, table.slots()).filter(slot -> passes(slot, filter)).toArray();
    }

    private double share(LongPredicate filter) {
        int slots = table.slots();
        int samples = Math.min(SAMPLES, slots);
        long passing = IntStream.range(0, samples).map(i -> (int) ((long) i * slots / samples))
                .filter(slot -> passes(slot, filter)).count();
        return samples == 0 ? 0 : (double) passing / samples;
    }

    private boolean passes(int slot, LongPredicate filter) {
        return table.isLive(slot) && filter.test(table.id(slot));
    }
}
