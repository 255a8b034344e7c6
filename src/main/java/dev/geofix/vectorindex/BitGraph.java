package dev.geofix.vectorindex;

import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A hierarchical navigable small world graph (Malkov and Yashunin 2016) over sign bits, by slot.
 *
 * <p>The library takes a visited set from a pool of as many as there are processors, and an adder that waits for one holds a node
 * which searchers, each with a set in hand, may wait for. So adders and searchers pass one gate of that many permits: whoever
 * is inside finds a set. An interrupt would end that wait half way and leave a node behind without links, so it is put off. The library's
 * {@code resize} and {@code remove} are not used: they corrupt and leak. Its {@code load} would read any class, so {@link GraphCodec.Input} stands
 * in front. Dead slots stay in the graph as way marks until it is built anew.
 */
final class BitGraph {
    static final int LINKS = 16;
    static final int EF_CONSTRUCTION = 200;

    private final Semaphore gate = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final HnswIndex<Integer, long[], GraphCodec.Node, Integer> graph;
    private volatile int covered;

    /** @param capacity slots that it can ever take */
    BitGraph(int words, int capacity) {
        this(HnswIndex.newBuilder(words, Hamming.BITS, capacity).withM(LINKS).withEfConstruction(EF_CONSTRUCTION)
                .withEf(1).withCustomSerializers(GraphCodec.Slots.CODEC, GraphCodec.Nodes.CODEC).build());
    }

    private BitGraph(HnswIndex<Integer, long[], GraphCodec.Node, Integer> graph) {
        this.graph = graph;
        covered = graph.size();
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @param covered slots that it had
     * @param bits of a slot
     * @throws IOException when it is anything else
     */
    static BitGraph load(InputStream in, int words, int covered, IntFunction<long[]> bits) throws IOException {
        HnswIndex<Integer, long[], GraphCodec.Node, Integer> graph = new GraphCodec.Input(in, covered, bits).graph();
        if (graph.size() != covered || graph.getDimensions() != words || graph.getM() != LINKS) {
            throw new InvalidObjectException("a graph of " + graph.size() + " nodes of " + graph.getDimensions()
                    + " words and " + graph.getM() + " links, instead of " + covered + ", " + words + ", " + LINKS);
        }
        return new BitGraph(graph);
    }

    /** Called by the thread that adds. */
    void save(OutputStream out) throws IOException {
        graph.save(new OpenOutput(out));
    }

    /** The slots 0 … covered − 1 are in the graph. */
    int covered() {
        return covered;
    }

    /** Heap, about: a node with its links, its entries in the library's maps, and the arrays that are as long as the capacity. */
    long bytes() {
        return covered * 400L + capacity() * 4L;
    }

    int capacity() {
        return graph.getMaxItemCount();
    }

    boolean isFull() {
        return covered == capacity();
    }

    /**
     * Adds the next slot; called by one thread at a time.
     *
     * @throws IllegalStateException when the graph has become unusable
     */
    void add(long[] bits) {
        if (!inside(() -> graph.add(new GraphCodec.Node(covered, bits)))) {
            throw new IllegalStateException("slot " + covered + " stands in the graph already");
        }
        covered++;
    }

    /** About the nearest slots; {@code count} is also the breadth of the search, so more asked for means better ones found. */
    int[] nearest(long[] bits, int count) {
        return inside(() -> graph.findNearest(bits, count)).stream().mapToInt(result -> result.item().id()).toArray();
    }

    /** Does something while no more than so many others do, and no interrupt that came before is seen by it. */
    <T> T inside(Supplier<T> work) {
        gate.acquireUninterruptibly();
        boolean interrupted = Thread.interrupted();
        try {
            return work.get();
        } finally {
            gate.release();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The graph as a search sees it that begins now. */
    View view() {
        return new View(this, covered);
    }

    /**
     * The graph as one search sees it. It grows meanwhile and gives out slots that were not there when the search began; these are left out
     * here, as the search scans them already.
     *
     * @param covered slots 0 … covered − 1 are seen
     */
    record View(BitGraph graph, int covered) {
        /**
         * About the nearest of the slots that are seen.
         *
         * @param breadth of the search
         */
        int[] nearest(long[] bits, double breadth) {
            // not cut down to the slots that are seen: new ones would take the places of the farthest of them
            return Arrays.stream(graph.nearest(bits, (int) Math.min(graph.capacity(), breadth)))
                    .filter(slot -> slot < covered).toArray();
        }
    }

    /** Stays open when a writer that believes to own the stream closes it. */
    private static final class OpenOutput extends FilterOutputStream {
        OpenOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
