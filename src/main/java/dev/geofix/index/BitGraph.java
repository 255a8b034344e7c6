package dev.geofix.index;

import com.github.jelmerk.hnswlib.core.Item;
import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import java.util.concurrent.Semaphore;

/**
 * A hierarchical navigable small world graph (Malkov and Yashunin 2016) over sign bits, by slot.
 *
 * <p>The library takes a visited set from a pool of as many as there are processors, and an adder that waits for one holds a node
 * which searchers, each with a set in hand, may wait for. So adders and searchers pass one gate of that many permits: whoever
 * is inside finds a set. Its {@code resize}, {@code remove} and {@code load} are not used: they corrupt, leak, or run
 * foreign code. Dead slots stay in the graph as way marks until it is built anew.
 */
final class BitGraph {
    private static final int LINKS = 16;
    private static final int EF_CONSTRUCTION = 200;

    private final int capacity;
    private final Semaphore gate;
    private final HnswIndex<Integer, long[], Node, Integer> graph;
    private volatile int covered;

    /** @param capacity slots that it can ever take */
    BitGraph(int words, int capacity) {
        this.capacity = capacity;
        gate = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
        graph = HnswIndex.newBuilder(words, SignBits::hamming, capacity).withM(LINKS)
                .withEfConstruction(EF_CONSTRUCTION).withEf(1).build();
    }

    /** The slots 0 … covered − 1 are in the graph. */
    int covered() {
        return covered;
    }

    /** Links of the lowest layer, which has nearly all of them; the bits are the table's. */
    long bytes() {
        return (long) covered * 2 * LINKS * Integer.BYTES;
    }

    boolean isFull() {
        return covered == capacity;
    }

    /** Adds the next slot; called by one thread at a time. */
    void add(long[] bits) {
        gate.acquireUninterruptibly();
        try {
            graph.add(new Node(covered, bits));
            covered++;
        } finally {
            gate.release();
        }
    }

    /** About the nearest slots; {@code count} is also the breadth of the search, so more asked for means better ones found. */
    int[] nearest(long[] bits, int count) {
        gate.acquireUninterruptibly();
        try {
            return graph.findNearest(bits, count).stream().mapToInt(result -> result.item().slot()).toArray();
        } finally {
            gate.release();
        }
    }

    private record Node(int slot, long[] bits) implements Item<Integer, long[]> {
        @Override
        public Integer id() {
            return slot;
        }

        @Override
        public long[] vector() {
            return bits;
        }

        @Override
        public int dimensions() {
            return bits.length;
        }
    }
}
