package dev.geofix.index;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the table centred and compact and the graph complete, one step at a time in the background. The table is copied to a new
 * one, with a new mean and a new graph, when it has doubled since its mean was taken, when a quarter of its slots is
 * dead, or when the graph is full; the old pair answers until the new one takes over at once.
 */
final class IndexUpkeep {
    /** Slots handled under one read lock, so that a writer waits for milliseconds at most. */
    private static final int STRIDE = 64;
    private static final int LEAST_CAPACITY = 1024;

    private final ReentrantReadWriteLock lock;
    private final Executor background;
    private final SearchPlanner planner;
    private final AtomicBoolean awake = new AtomicBoolean();
    /** Ids removed since the copy began; null while none is made. Guarded by the write lock. */
    private @Nullable Set<Long> removed;
    private volatile VectorTable table;
    private volatile @Nullable BitGraph graph;

    IndexUpkeep(VectorTable table, ReentrantReadWriteLock lock, Executor background, SearchPlanner planner) {
        this.table = table;
        this.lock = lock;
        this.background = background;
        this.planner = planner;
    }

    VectorTable table() {
        return table;
    }

    @Nullable
    BitGraph graph() {
        return graph;
    }

    /** Called under the write lock. */
    void noteRemoval(long id) {
        if (removed != null) {
            removed.add(id);
        }
    }

    /** Called after each change; costs next to nothing when there is nothing to do. */
    void wake() {
        if (wantsWork() && awake.compareAndSet(false, true)) {
            background.execute(this::work);
        }
    }

    private void work() {
        try {
            while (wantsWork()) {
                BitGraph current = graph;
                if (current == null || wantsCopy()) {
                    copy();
                } else {
                    cover(table, current);
                }
            }
        } finally {
            awake.set(false);
        }
        wake();
    }

    private boolean wantsWork() {
        return wantsCopy() || read(() -> {
            BitGraph current = graph;
            return current != null && current.covered() < table.slots();
        });
    }

    private boolean wantsCopy() {
        return read(() -> {
            int slots = table.slots();
            int live = table.live();
            if (slots <= planner.exactBelow()) {
                return false;
            }
            BitGraph current = graph;
            boolean outgrown = current == null
                    ? live > 2 * table.centredOn() || live >= planner.graphFrom()
                    : current.isFull();
            return outgrown || slots - live > slots / 4;
        });
    }

    private void cover(VectorTable source, BitGraph target) {
        while (!target.isFull() && target.covered() < slots(source)) {
            target.add(read(() -> source.signature(target.covered()).bits()));
        }
    }

    private void copy() {
        VectorTable old = table;
        write(() -> removed = new HashSet<>());
        VectorTable fresh = read(() -> new VectorTable(new SignBits(old.mean()), old.live()));
        int copied = copy(old, 0, slots(old), fresh);
        BitGraph freshGraph = null;
        if (fresh.live() >= planner.graphFrom()) {
            freshGraph = new BitGraph(fresh.signature(0).bits().length, Math.max(LEAST_CAPACITY, 2 * fresh.live()));
            cover(fresh, freshGraph);
        }
        copied = copy(old, copied, slots(old), fresh);
        switchTo(fresh, freshGraph, old, copied);
    }

    private int copy(VectorTable old, int from, int to, VectorTable fresh) {
        float[] vector = new float[old.dimension()];
        for (int start = from; start < to; start += STRIDE) {
            int first = start;
            read(() -> copySlots(old, first, Math.min(first + STRIDE, to), fresh, vector));
        }
        return to;
    }

    private void switchTo(VectorTable fresh, @Nullable BitGraph freshGraph, VectorTable old, int copied) {
        write(() -> {
            copySlots(old, copied, old.slots(), fresh, new float[old.dimension()]);
            for (long id : removed == null ? Set.<Long>of() : removed) {
                if (!old.contains(id)) {
                    fresh.remove(id);
                }
            }
            removed = null;
            table = fresh;
            graph = freshGraph;
        });
    }

    private static int copySlots(VectorTable old, int from, int to, VectorTable fresh, float[] vector) {
        for (int slot = from; slot < to; slot++) {
            if (old.isLive(slot)) {
                old.vector(slot, vector);
                fresh.put(old.id(slot), vector);
            }
        }
        return to;
    }

    private int slots(VectorTable of) {
        return read(of::slots);
    }

    private <T> T read(Supplier<T> action) {
        lock.readLock().lock();
        try {
            return action.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private void write(Runnable action) {
        lock.writeLock().lock();
        try {
            action.run();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
