package dev.geofix.index;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The index in this process' memory. A change goes into the table at once; the graph follows in the background, and whatever it
 * does not cover yet is scanned, so no search misses a vector for the graph's sake.
 */
public final class LocalIndex implements VectorIndex {
    private static final double UNIT_TOLERANCE = 1e-2;

    private final int dimension;
    private final SearchPlanner planner;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final IndexUpkeep upkeep;

    /** @param background runs the upkeep of the graph, at most one task of this index at a time */
    public LocalIndex(int dimension, Executor background) {
        this(dimension, background, SearchPlanner.DEFAULT);
    }

    LocalIndex(int dimension, Executor background, SearchPlanner planner) {
        this.dimension = dimension;
        this.planner = planner;
        upkeep = new IndexUpkeep(new VectorTable(dimension), lock, background, planner);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public int size() {
        lock.readLock().lock();
        try {
            return upkeep.table().live();
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public long bytes() {
        lock.readLock().lock();
        try {
            BitGraph graph = upkeep.graph();
            return upkeep.table().bytes() + (graph == null ? 0 : graph.bytes());
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void put(long id, float[] vector) {
        checkUnit(vector);
        lock.writeLock().lock();
        try {
            upkeep.table().put(id, vector);
        } finally {
            lock.writeLock().unlock();
        }
        upkeep.wake();
    }

    @Override
    public boolean remove(long id) {
        lock.writeLock().lock();
        try {
            upkeep.noteRemoval(id);
            return upkeep.table().remove(id);
        } finally {
            lock.writeLock().unlock();
            upkeep.wake();
        }
    }

    @Override
    public List<Hit> search(float[] query, int k, @Nullable LongPredicate filter) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, not " + k);
        }
        checkUnit(query);
        lock.readLock().lock();
        try {
            return new IndexSearch(upkeep.table(), upkeep.graph(), planner).run(query, k,
                    filter == null ? id -> true : filter);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Vectors that the graph answers for; the rest is scanned. */
    int covered() {
        BitGraph graph = upkeep.graph();
        return graph == null ? 0 : graph.covered();
    }

    private void checkUnit(float[] vector) {
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
    }
}
