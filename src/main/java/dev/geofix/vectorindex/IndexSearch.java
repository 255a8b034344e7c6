package dev.geofix.vectorindex;

import dev.geofix.vectorindex.SignBits.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One search: candidates from the graph or from a scan of the bits, then the exact order of these. The table must not change meanwhile; the graph
 * may grow.
 */
record IndexSearch(VectorTable table, BitGraph.@Nullable View graph, SearchPlanner planner) {
    private static final int SAMPLES = 128;

    List<Hit> run(float[] query, int k, LongPredicate filter) {
        Signature signature = table.signs().of(query);
        int[] candidates = fromGraph(signature, k, filter);
        if (candidates != null) {
            return rank(query, signature, k, candidates);
        }
        int[] few = few(filter);
        return few == null ? rank(query, signature, k, fromScan(signature, k, filter)) : rank(query, null, k, few);
    }

    /** Null when a scan is cheaper, or when so much was filtered out that only a scan can tell that there is no more. */
    private int @Nullable [] fromGraph(Signature signature, int k, LongPredicate filter) {
        if (graph == null) {
            return null;
        }
        int covered = graph.covered();
        double share = share(filter);
        if (!planner.prefersGraph(k, share, table.slots(), covered)) {
            return null;
        }
        int[] found = Arrays.stream(graph.nearest(signature.bits(), planner.breadth(k, share, covered)))
                .filter(slot -> passes(slot, filter))
                .toArray();
        NearestSlots nearest = new NearestSlots(Math.min(planner.candidates(k), table.live()));
        for (int slot : found) {
            offer(nearest, signature, slot);
        }
        int uncovered = scan(nearest, signature, covered, filter);
        return found.length + uncovered < Math.min(k, table.live()) ? null : nearest.slots();
    }

    /** All that may be returned, to be compared exactly without bits; null when they are too many for that. */
    private int @Nullable [] few(LongPredicate filter) {
        int most = table.centredOn() == 0 ? table.slots() : planner.exactBelow();
        int[] few = IntStream.range(0, table.slots()).filter(slot -> passes(slot, filter)).limit(most + 1L).toArray();
        return few.length <= most ? few : null;
    }

    private int[] fromScan(Signature signature, int k, LongPredicate filter) {
        NearestSlots nearest = new NearestSlots(Math.min(planner.candidates(k), table.live()));
        scan(nearest, signature, 0, filter);
        return nearest.slots();
    }

    /** @return how many it offered */
    private int scan(NearestSlots nearest, Signature signature, int from, LongPredicate filter) {
        int offered = 0;
        for (int slot = from; slot < table.slots(); slot++) {
            if (passes(slot, filter)) {
                offer(nearest, signature, slot);
                offered++;
            }
        }
        return offered;
    }

    private void offer(NearestSlots nearest, Signature signature, int slot) {
        nearest.offer(-table.signs().estimate(signature, table.signature(slot)), slot);
    }

    /**
     * Exact scores of those whose bits leave it open whether they are among the k best. What the store has lost meanwhile is left out.
     *
     * @param signature of the query; without it all are compared
     * @param slots the likely best first
     */
    private List<Hit> rank(float[] query, @Nullable Signature signature, int k, int[] slots) {
        byte[] record = table.records().buffer();
        List<Hit> hits = new ArrayList<>(slots.length);
        PriorityQueue<Double> best = new PriorityQueue<>();
        for (int slot : slots) {
            boolean open = signature == null || best.size() < k
                    || !(table.signs().bound(signature, table.signature(slot)) < best.element());
            if (open && table.read(slot, record)) {
                double score = Int8Vector.dot(record, RecordFile.HEADER, query);
                hits.add(new Hit(table.id(slot), Math.clamp(score, -1, 1)));
                best.add(score);
                if (best.size() > k) {
                    best.remove();
                }
            }
        }
        hits.sort(Hit.BEST_FIRST);
        return List.copyOf(hits.subList(0, Math.min(k, hits.size())));
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
