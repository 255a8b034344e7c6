package dev.geofix.vectorindex;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The table and the graph that answer now, and the lock that guards them: searches read, changes write. */
final class LiveIndex {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final AtomicLong changes = new AtomicLong();
    private volatile VectorTable table;
    private volatile @Nullable BitGraph graph;
    private volatile boolean closed;

    LiveIndex(VectorTable table, @Nullable BitGraph graph) {
        this.table = table;
        this.graph = graph;
    }

    VectorTable table() {
        return table;
    }

    @Nullable
    BitGraph graph() {
        return graph;
    }

    /** The graph for one search. */
    @Nullable
    GraphView graphView() {
        BitGraph now = graph;
        return now == null ? null : new GraphView(now);
    }

    /** Once closed, nothing changes any more and nothing is found. */
    boolean isClosed() {
        return closed;
    }

    /** Called under the write lock. The old table's codes are the caller's to close: nobody reads them any more. */
    void replace(VectorTable newTable, @Nullable BitGraph newGraph) {
        table = newTable;
        graph = newGraph;
    }

    /** Waits for the searches that run, then gives the mapped file back. */
    void close() {
        write(() -> {
            closed = true;
            table.codes().close();
        });
    }

    /** Vectors put or removed, and nodes added to the graph, since the count was last taken down. */
    AtomicLong changes() {
        return changes;
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
}
