package dev.geofix.vectorindex;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Unit vectors by number, searched by cosine. It is derived from a store of record and may be thrown away at any time.
 *
 * <p>All methods may be called from any thread at once. A search sees every change whose call returned before the search began. A filter is
 * exact: whatever share of the vectors it lets through, no other is returned, and the k best of them are found as surely as without a
 * filter. A vector that is not finite, not of unit length or of another dimension is refused with {@link IllegalArgumentException} before
 * anything changes.
 *
 * <p>Sign bits and the graph over them are in memory, the encoded vectors for the exact order in a mapped file. A change goes into the table
 * at once; the graph follows in the background, and whatever it does not cover yet is scanned, so no search misses a vector for the graph's
 * sake. All of it is saved to a folder now and then; nothing there is needed. One lock guards table and graph: searches read, changes write.
 */
public final class VectorIndex implements AutoCloseable {
    private static final double UNIT_TOLERANCE = 1e-2;

    private final IndexFiles files;
    private final SearchPlanner planner;
    private final IndexUpkeep upkeep;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final AtomicLong changes = new AtomicLong();
    private volatile Generation generation;
    private volatile boolean closed;

    /** A table and the graph over it, which are replaced together; no graph while there are few vectors. */
    record Generation(VectorTable table, @Nullable BitGraph graph) {}

    private VectorIndex(IndexFiles files, Generation generation, Executor background, SearchPlanner planner) {
        this.files = files;
        this.generation = generation;
        this.planner = planner;
        upkeep = new IndexUpkeep(this, files, background, planner);
    }

    /**
     * Restores what the folder holds, as far as it can be trusted, and brings it in line with the store: what is missing is read, what is gone
     * dropped. Changes of the store from now on are the caller's to pass on.
     *
     * @param folder of this index alone; made when there is something to keep
     * @param background runs the upkeep, at most one task of this index at a time
     */
    public static VectorIndex open(Path folder, IndexStamp stamp, VectorSource source, Executor background) {
        return open(folder, stamp, source, background, SearchPlanner.DEFAULT);
    }

    static VectorIndex open(Path folder, IndexStamp stamp, VectorSource source, Executor background,
            SearchPlanner planner) {
        IndexFiles files = new IndexFiles(folder, stamp, source);
        VectorIndex index = new VectorIndex(files, files.restore(), background, planner);
        try {
            new StoreReconciliation(index, files, source, planner).run();
        } catch (RuntimeException e) {
            index.end();
            throw e;
        }
        index.upkeep.wake();
        return index;
    }

    /** Values a vector. */
    public int dimension() {
        return files.stamp().dimension();
    }

    /** Vectors that a search can find. */
    public int size() {
        return read(() -> table().live());
    }

    /** Heap that the vectors and what finds them take, about; the encoded vectors are in a file. */
    public long bytes() {
        return read(() -> {
            BitGraph graph = graph();
            return table().bytes() + (graph == null ? 0 : graph.bytes());
        });
    }

    /**
     * Adds the vector, or replaces the one of the same id.
     *
     * @param content a digest of what the vector was made of, by which it is told from another one of that id
     * @param encoded by {@link Int8Vector}; it is copied
     */
    public void put(long id, long content, byte[] encoded) {
        float[] vector = requireUnit(Int8Vector.decode(encoded, dimension()), dimension());
        SignBits signs = table().signs();
        SignBits.Signature signature = signs.of(vector);
        write(() -> {
            if (!closed) {
                VectorTable table = table();
                // A table that has come in place of the other meanwhile may subtract another mean.
                table.put(id, content, encoded, table.signs() == signs ? signature : table.signs().of(vector));
                changes.incrementAndGet();
            }
        });
        upkeep.wake();
    }

    /** The same of a vector as it came out of the network, where ids are given out once only. */
    public void put(long id, float[] vector) {
        put(id, 0, Int8Vector.encode(vector));
    }

    /** @return whether there was one */
    public boolean remove(long id) {
        boolean[] removed = {false};
        write(() -> {
            if (!closed) {
                upkeep.noteRemoval(id);
                removed[0] = table().remove(id);
                changes.incrementAndGet();
            }
        });
        upkeep.wake();
        return removed[0];
    }

    /**
     * The vectors with the greatest cosine, best first; equal scores by id.
     *
     * @param k how many at most, at least 1; more than {@link #size()} gives all
     * @param filter which ids may be returned; it must be quick and free of side effects
     */
    public List<Hit> search(float[] query, int k, @Nullable LongPredicate filter) {
        return search(query, k, filter, planner);
    }

    public List<Hit> search(float[] query, int k, @Nullable LongPredicate filter, SearchPlanner plan) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, not " + k);
        }
        requireUnit(query, dimension());
        return read(() -> {
            BitGraph graph = graph();
            return closed
                    ? List.of()
                    : new IndexSearch(table(), graph == null ? null : graph.view(), plan).run(query, k,
                            filter == null ? id -> true : filter);
        });
    }

    /** Ends the upkeep and saves the index, if that takes no longer than it may. Nothing is found or kept afterwards. */
    public void close(Duration most) {
        upkeep.close(most);
        end();
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(20));
    }

    /** Closes the index and deletes its files. */
    public void delete() {
        retire().run();
    }

    /**
     * Deletes the files and ends the upkeep, but still answers; another index may take the folder.
     *
     * @return closes the index, once nobody can hold it any more
     */
    public Runnable retire() {
        upkeep.delete();
        files.delete();
        return this::end;
    }

    /** Whether it is being built, rebuilt or completed in the background; searches are right meanwhile, but slower. */
    public boolean isInUpkeep() {
        return upkeep.isBusy();
    }

    /** Vectors that the graph answers for; the rest is scanned. */
    public int covered() {
        BitGraph graph = graph();
        return graph == null ? 0 : graph.covered();
    }

    /** Slots that searches must look at, dead ones included. */
    int slots() {
        return read(() -> table().slots());
    }

    VectorTable table() {
        return generation.table();
    }

    @Nullable
    BitGraph graph() {
        return generation.graph();
    }

    /** Called under the write lock. The old table's records are the caller's to close: nobody reads them any more. */
    void replace(VectorTable table, @Nullable BitGraph graph) {
        generation = new Generation(table, graph);
    }

    /** Vectors put or removed, and nodes added to the graph, since the count was last taken down. */
    AtomicLong changes() {
        return changes;
    }

    /** Once closed, nothing changes any more and nothing is found. */
    boolean isClosed() {
        return closed;
    }

    <T extends @Nullable Object> T read(Supplier<T> action) {
        lock.readLock().lock();
        try {
            return action.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    void write(Runnable action) {
        lock.writeLock().lock();
        try {
            action.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Waits for the searches that run, then gives the mapped file back. */
    private void end() {
        write(() -> {
            closed = true;
            table().records().close();
        });
    }

    /**
     * Guards what neither the graph nor the encoded vectors would notice.
     *
     * @throws IllegalArgumentException when it is of another dimension, not finite, or not of length 1
     */
    static float[] requireUnit(float[] vector, int dimension) {
        if (vector.length != dimension) {
            throw new IllegalArgumentException("this index takes " + dimension + " values, not " + vector.length);
        }
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        if (!(Math.abs(Math.sqrt(squares) - 1) <= UNIT_TOLERANCE)) {
            throw new IllegalArgumentException("a vector must have length 1, not " + Math.sqrt(squares));
        }
        return vector;
    }
}
