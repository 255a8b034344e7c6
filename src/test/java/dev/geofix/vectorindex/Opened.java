package dev.geofix.vectorindex;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An index over a store in memory, as a service has it between two starts. */
final class Opened implements AutoCloseable {
    /** Everything goes through the graph as soon as there are 65 vectors. */
    static final SearchPlanner GRAPH = new SearchPlanner(64, 65, 1, 0);

    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private final MemorySource store;
    private final VectorIndex index;

    Opened(Path folder, IndexStamp stamp, MemorySource store) {
        this.store = store;
        index = VectorIndex.open(folder, stamp, store, background, GRAPH);
    }

    VectorIndex index() {
        return index;
    }

    void put(long id, float[] vector) {
        store.put(id, vector);
        index.put(id, vector);
    }

    void remove(long id) {
        store.remove(id);
        index.remove(id);
    }

    /** Waits until the graph covers all. */
    Opened covered() {
        await().until(() -> index.covered() == index.slots());
        return this;
    }

    @Override
    public void close() {
        index.close();
        background.shutdownNow();
    }

    /** Ends as a kill does: nothing is saved any more. */
    void kill() {
        background.shutdownNow();
        index.close(Duration.ZERO);
    }
}
