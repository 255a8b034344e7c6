package dev.geofix.vectorindex;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The graph library hangs for ever when more threads add and search than there are processors. */
class ConcurrentSearchTest {
    private static final int THREADS = 4 * Runtime.getRuntime().availableProcessors();

    @TempDir
    Path folder;

    private final float[][] all = new Vectors(256, 7).clusters(400, 5);

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void doesNotHangOrLoseAnythingWithManyWritersAndSearchers() throws Exception {
        try (ExecutorService background = Executors.newSingleThreadExecutor();
                ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS);
                VectorIndex index = VectorIndex.open(folder, new IndexStamp("test", "model", 256), new MemorySource(),
                        background, new SearchPlanner(64, 65, 1, 0))) {
            AtomicBoolean writing = new AtomicBoolean(true);
            List<Future<?>> searchers = new ArrayList<>();
            List<Future<?>> writers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                writers.add(threads.submit(() -> write(index, first)));
                searchers.add(threads.submit(() -> {
                    while (writing.get()) {
                        index.search(all[first], 10, null);
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get(100, TimeUnit.SECONDS);
            }
            writing.set(false);
            for (Future<?> searcher : searchers) {
                searcher.get(60, TimeUnit.SECONDS);
            }
            assertThat(index.search(all[0], all.length, null)).hasSize(all.length - all.length / 5);
        }
    }

    /** One that is replaced stands in two slots, of which a search may see one alone; with so many dead the table is rebuilt again and again. */
    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void findsEveryVectorOnceWhileAllAreReplaced() throws Exception {
        int count = 300;
        List<Long> ids = LongStream.range(0, count).boxed().toList();
        try (ExecutorService background = Executors.newSingleThreadExecutor();
                ExecutorService threads = Executors.newFixedThreadPool(4);
                VectorIndex index = VectorIndex.open(folder, new IndexStamp("test", "model", 256), new MemorySource(),
                        background, Opened.GRAPH)) {
            for (int id = 0; id < count; id++) {
                index.put(id, all[id]);
            }
            AtomicBoolean writing = new AtomicBoolean(true);
            List<Future<?>> searchers = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                float[] query = all[thread];
                searchers.add(threads.submit(() -> {
                    while (writing.get()) {
                        assertThat(index.search(query, 2 * count, null)).extracting(Hit::id)
                                .containsExactlyInAnyOrderElementsOf(ids);
                    }
                }));
            }
            Future<?> writer = threads.submit(() -> {
                for (int i = count; i < all.length; i++) {
                    index.put(i % count, all[i]);
                }
            });
            try {
                writer.get(100, TimeUnit.SECONDS);
            } finally {
                writing.set(false);
            }
            for (Future<?> searcher : searchers) {
                searcher.get(60, TimeUnit.SECONDS);
            }
        }
    }

    /** Each thread has ids of its own; every fifth is removed again, every seventh is put twice. */
    private void write(VectorIndex index, int first) {
        for (int id = first; id < all.length; id += THREADS) {
            index.put(id, all[id]);
            if (id % 7 == 0) {
                index.put(id, all[id]);
            }
            if (id % 5 == 0) {
                index.remove(id);
            }
        }
    }
}
