package dev.geofix.vectorindex;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the table centred and compact, the graph complete and the snapshot fresh, in the background. The table is rebuilt when it has
 * doubled since its mean was taken and has no graph yet, when a quarter of its slots is dead, or when the graph is full.
 */
final class IndexUpkeep {
    private static final Logger log = LoggerFactory.getLogger(IndexUpkeep.class);
    /** So few changes are replayed from the store in a fraction of a second; a snapshot of them is not worth its writing. */
    private static final int LEAST_CHANGES = 2000;
    private static final int CHANGED_SHARE = 10;
    private static final long SNAPSHOT_REST_NANOS = 60_000_000_000L;

    private final VectorIndex index;
    private final IndexFiles files;
    private final SearchPlanner planner;
    private final BackgroundWork work;
    private volatile @Nullable Rebuild rebuild;
    private volatile long noSnapshotUntil = System.nanoTime();

    IndexUpkeep(VectorIndex index, IndexFiles files, Executor background, SearchPlanner planner) {
        this.index = index;
        this.files = files;
        this.planner = planner;
        work = new BackgroundWork(background,
                () -> isBusy() || wantsSnapshot(),
                this::slice);
    }

    /** Called under the write lock. */
    void noteRemoval(long id) {
        Rebuild running = rebuild;
        if (running != null) {
            running.noteRemoval(id);
        }
    }

    /** Whether table or graph is not as it should be. */
    boolean isBusy() {
        return rebuild != null || wantsRebuild() || wantsGraph() || isGraphBehind();
    }

    /** Called after each change. */
    void wake() {
        work.wake();
    }

    /** Ends the upkeep and saves the index, if that takes no longer than it may. One that has ended before is not saved: the folder may be another's. */
    void close(Duration most) {
        boolean ended = work.isStopped();
        work.stop();
        long end = System.nanoTime() + most.toNanos();
        if (!ended && index.changes().get() > 0) {
            save(() -> System.nanoTime() - end >= 0);
        }
        abandonRebuild();
    }

    /** Ends the upkeep and deletes all files. */
    void delete() {
        work.stop();
        abandonRebuild();
    }

    private void slice(BooleanSupplier timeIsUp) {
        if (wantsSnapshot()) {
            save(work::isStopped);
        }
        Rebuild running = rebuild;
        if (running == null && wantsRebuild()) {
            running = new Rebuild(index, files, planner.graphFrom());
            Rebuild begun = running;
            index.write(() -> rebuild = begun);
        }
        if (running != null) {
            go(running, timeIsUp);
        } else if (wantsGraph()) {
            VectorTable table = index.table();
            BitGraph empty = Rebuild.emptyGraph(table.signs().words(), index.read(table::live));
            index.write(() -> index.replace(table, empty));
        } else {
            cover(timeIsUp);
        }
    }

    private void go(Rebuild running, BooleanSupplier timeIsUp) {
        VectorTable old = index.table();
        try {
            if (running.step(timeIsUp)) {
                rebuild = null;
                index.changes().addAndGet(index.table().slots());
                files.retire(old.records());
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            abandonRebuild();
            throw e;
        }
    }

    private void abandonRebuild() {
        Rebuild running = rebuild;
        if (running != null) {
            index.write(() -> rebuild = null);
            files.retire(running.fresh().records());
        }
    }

    /** A graph that fails is dropped whole, as nobody knows what it lacks. */
    private void cover(BooleanSupplier timeIsUp) {
        VectorTable table = index.table();
        BitGraph graph = index.graph();
        try {
            while (isGraphBehind() && graph != null && !timeIsUp.getAsBoolean()) {
                graph.add(index.read(() -> table.signature(graph.covered()).bits()));
                index.changes().incrementAndGet();
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            index.write(() -> index.replace(table, null));
            throw e;
        }
    }

    private void save(BooleanSupplier abandoned) {
        Rebuild running = rebuild;
        try {
            files.save(index, running == null ? null : running.fresh(), abandoned);
        } catch (IOException e) {
            noSnapshotUntil = System.nanoTime() + SNAPSHOT_REST_NANOS;
            log.warn(
                    "The index of {} was not saved ({}); what the last snapshot lacks is read from the database at the next start",
                    files.stamp().owner(), e.toString());
        }
    }

    private boolean wantsSnapshot() {
        int slots = index.read(() -> index.table().slots());
        return (index.changes().get() >= Math.max(LEAST_CHANGES, slots / CHANGED_SHARE)
                || files.isBehind(index)) && System.nanoTime() - noSnapshotUntil >= 0;
    }

    private boolean isGraphBehind() {
        return index.read(() -> {
            BitGraph graph = index.graph();
            return graph != null && !graph.isFull() && graph.covered() < index.table().slots();
        });
    }

    /** A table that is centred well enough gets its graph where it is. */
    private boolean wantsGraph() {
        return index.read(() -> index.graph() == null && index.table().live() >= planner.graphFrom()
                && index.table().slots() > planner.exactBelow() && !wantsRebuild());
    }

    private boolean wantsRebuild() {
        return index.read(() -> {
            VectorTable table = index.table();
            BitGraph graph = index.graph();
            boolean outgrown = graph == null ? table.live() > 2 * table.centredOn() : graph.isFull();
            return table.slots() > planner.exactBelow() && !index.isClosed()
                    && (outgrown || table.slots() - table.live() > table.slots() / 4);
        });
    }
}
