package dev.geofix.vectorindex;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The index in this process. Sign bits and the graph over them are in memory, the codes for the exact order in a mapped file. A change goes
 * into the table at once; the graph follows in the background, and whatever it does not cover yet is scanned, so no search misses a vector
 * for the graph's sake. All of it is saved to a folder now and then; nothing there is needed.
 */
public final class LocalIndex implements VectorIndex, AutoCloseable {
    private final IndexFiles files;
    private final SearchPlanner planner;
    private final LiveIndex live;
    private final IndexMaintenance upkeep;

    private LocalIndex(IndexFiles files, LiveIndex live, Executor background, SearchPlanner planner) {
        this.files = files;
        this.live = live;
        this.planner = planner;
        upkeep = new IndexMaintenance(live, files, background, planner);
    }

    /**
     * Restores what the folder holds, as far as it can be trusted, and brings it in line with the store: what is missing is read, what is gone
     * dropped. Changes of the store from now on are the caller's to pass on.
     *
     * @param folder of this index alone; made when there is something to keep
     * @param background runs the upkeep, at most one task of this index at a time
     */
    public static LocalIndex open(Path folder, IndexStamp stamp, VectorSource source, Executor background) {
        return open(folder, stamp, source, background, SearchPlanner.DEFAULT);
    }

    static LocalIndex open(Path folder, IndexStamp stamp, VectorSource source, Executor background,
            SearchPlanner planner) {
        IndexFiles files = new IndexFiles(new IndexFolder(folder), stamp, source);
        LiveIndex restored = files.restore();
        LiveIndex live = restored == null ? new LiveIndex(files.newTable(), null) : restored;
        try {
            new StoreReconciliation(live, files, source, planner).run();
        } catch (RuntimeException e) {
            live.close();
            throw e;
        }
        LocalIndex index = new LocalIndex(files, live, background, planner);
        index.upkeep.wake();
        return index;
    }

    @Override
    public int dimension() {
        return files.stamp().dimension();
    }

    @Override
    public int size() {
        return live.read(() -> live.table().live());
    }

    /** Heap alone; the codes are in a file. */
    @Override
    public long bytes() {
        return live.read(() -> {
            BitGraph graph = live.graph();
            return live.table().bytes() + (graph == null ? 0 : graph.bytes());
        });
    }

    @Override
    public void put(long id, long content, byte[] encoded) {
        float[] vector = UnitVector.check(Int8Vector.decode(encoded, dimension()), dimension());
        live.write(() -> {
            if (!live.isClosed()) {
                VectorTable table = live.table();
                table.put(id, content, encoded, table.signs().of(vector));
                live.changes().incrementAndGet();
            }
        });
        upkeep.wake();
    }

    @Override
    public boolean remove(long id) {
        boolean[] removed = {false};
        live.write(() -> {
            if (!live.isClosed()) {
                upkeep.noteRemoval(id);
                removed[0] = live.table().remove(id);
                live.changes().incrementAndGet();
            }
        });
        upkeep.wake();
        return removed[0];
    }

    @Override
    public List<Hit> search(float[] query, int k, @Nullable LongPredicate filter) {
        return search(query, k, filter, planner);
    }

    public List<Hit> search(float[] query, int k, @Nullable LongPredicate filter, SearchPlanner plan) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, not " + k);
        }
        UnitVector.check(query, dimension());
        return live.read(() -> live.isClosed()
                ? List.of()
                : new IndexSearch(live.table(), live.graphView(), plan).run(query, k,
                        filter == null ? id -> true : filter));
    }

    /** Ends the upkeep and saves the index, if that takes no longer than it may. Nothing is found or kept afterwards. */
    public void close(Duration most) {
        upkeep.close(most);
        live.close();
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
        return live::close;
    }

    /** Whether it is being built, rebuilt or completed in the background; searches are right meanwhile, but slower. */
    public boolean isInUpkeep() {
        return upkeep.isBusy();
    }

    /** Vectors that the graph answers for; the rest is scanned. */
    public int covered() {
        BitGraph graph = live.graph();
        return graph == null ? 0 : graph.covered();
    }

    /** Slots that searches must look at, dead ones included. */
    int slots() {
        return live.read(() -> live.table().slots());
    }
}
