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
final class IndexMaintenance {
    private static final Logger log = LoggerFactory.getLogger(IndexMaintenance.class);
    /** So few changes are replayed from the store in a fraction of a second; a snapshot of them is not worth its writing. */
    private static final int LEAST_CHANGES = 2000;
    private static final int CHANGED_SHARE = 10;
    private static final long SNAPSHOT_REST_NANOS = 60_000_000_000L;

    private final LiveIndex live;
    private final IndexFiles files;
    private final SearchPlanner planner;
    private final BackgroundWork work;
    private volatile @Nullable Rebuild rebuild;
    private volatile long noSnapshotUntil = System.nanoTime();

    IndexMaintenance(LiveIndex live, IndexFiles files, Executor background, SearchPlanner planner) {
        this.live = live;
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
        if (!ended && live.changes().get() > 0) {
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
            running = new Rebuild(live, files.newCodes(), planner.graphFrom());
            Rebuild begun = running;
            live.write(() -> rebuild = begun);
        }
        if (running != null) {
            go(running, timeIsUp);
        } else if (wantsGraph()) {
            VectorTable table = live.table();
            BitGraph empty = Rebuild.emptyGraph(table.signs().words(), live.read(table::live));
            live.write(() -> live.replace(table, empty));
        } else {
            cover(timeIsUp);
        }
    }

    private void go(Rebuild running, BooleanSupplier timeIsUp) {
        VectorTable old = live.table();
        try {
            if (running.step(timeIsUp)) {
                rebuild = null;
                live.changes().addAndGet(live.table().slots());
                files.retire(old.codes());
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            abandonRebuild();
            throw e;
        }
    }

    private void abandonRebuild() {
        Rebuild running = rebuild;
        if (running != null) {
            live.write(() -> rebuild = null);
            files.retire(running.codes());
        }
    }

    /** A graph that fails is dropped whole, as nobody knows what it lacks. */
    private void cover(BooleanSupplier timeIsUp) {
        VectorTable table = live.table();
        BitGraph graph = live.graph();
        try {
            while (isGraphBehind() && graph != null && !timeIsUp.getAsBoolean()) {
                graph.add(live.read(() -> table.signature(graph.covered()).bits()));
                live.changes().incrementAndGet();
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            live.write(() -> live.replace(table, null));
            throw e;
        }
    }

    private void save(BooleanSupplier abandoned) {
        Rebuild running = rebuild;
        try {
            files.save(live, running == null ? null : running.codes(), abandoned);
        } catch (IOException e) {
            noSnapshotUntil = System.nanoTime() + SNAPSHOT_REST_NANOS;
            log.warn(
                    "The index of {} was not saved ({}); what the last snapshot lacks is read from the database at the next start",
                    files.stamp().owner(), e.toString());
        }
    }

    private boolean wantsSnapshot() {
        int slots = live.read(() -> live.table().slots());
        return (live.changes().get() >= Math.max(LEAST_CHANGES, slots / CHANGED_SHARE)
                || files.isBehind(live)) && System.nanoTime() - noSnapshotUntil >= 0;
    }

    private boolean isGraphBehind() {
        return live.read(() -> {
            BitGraph graph = live.graph();
            return graph != null && !graph.isFull() && graph.covered() < live.table().slots();
        });
    }

    /** A table that is centred well enough gets its graph where it is. */
    private boolean wantsGraph() {
        return live.read(() -> live.graph() == null && live.table().live() >= planner.graphFrom()
                && live.table().slots() > planner.exactBelow() && !wantsRebuild());
    }

    private boolean wantsRebuild() {
        return live.read(() -> {
            VectorTable table = live.table();
            BitGraph graph = live.graph();
            boolean outgrown = graph == null ? table.live() > 2 * table.centredOn() : graph.isFull();
            return table.slots() > planner.exactBelow() && !live.isClosed()
                    && (outgrown || table.slots() - table.live() > table.slots() / 4);
        });
    }
}
