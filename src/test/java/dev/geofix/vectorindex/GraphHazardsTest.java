package dev.geofix.vectorindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the graph library does wrong, one hazard a test. {@link ConcurrentSearchTest} holds its deadlock of many adders. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GraphHazardsTest {
    private static final int DIMENSION = 256;
    private static final IndexStamp STAMP = new IndexStamp("gallery 1", "model-1", DIMENSION);

    @TempDir
    Path folder;

    private final Vectors vectors = new Vectors(DIMENSION, 5);
    private final SignBits signs = new SignBits(new float[DIMENSION]);

    /** One adder and more searchers than there are visited sets in the library's pool. */
    @Test
    void moreSearchersThanProcessorsBesideAnAdderDoNotHang() throws Exception {
        float[][] all = vectors.clusters(200, 5);
        BitGraph graph = new BitGraph(signs.words(), all.length);
        graph.add(bits(all[0]));
        AtomicBoolean adding = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> searchers = new ArrayList<>();
            for (int i = 0; i < 8 * Runtime.getRuntime().availableProcessors(); i++) {
                searchers.add(threads.submit(() -> {
                    while (adding.get()) {
                        graph.nearest(bits(all[0]), 50);
                    }
                }));
            }
            for (int i = 1; i < all.length; i++) {
                graph.add(bits(all[i]));
            }
            adding.set(false);
            for (Future<?> searcher : searchers) {
                searcher.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(graph.nearest(bits(all[999]), 100)).startsWith(999);
    }

    /** The library gives up waiting for a visited set when it is interrupted, and leaves a node without links behind. */
    @Test
    void anInterruptedThreadAddsAndFindsAllTheSame() {
        float[][] all = vectors.clusters(20, 5);
        BitGraph graph = new BitGraph(signs.words(), all.length);
        Thread.currentThread().interrupt();
        for (float[] vector : all) {
            graph.add(bits(vector));
        }
        int[] found = graph.nearest(bits(all[42]), all.length);
        assertThat(Thread.interrupted()).as("the interrupt is still there afterwards").isTrue();
        assertThat(found).hasSize(all.length).startsWith(42);
    }

    /** The same while it waits at the gate, where an interrupt would stay set once it is let in. */
    @Test
    void aSearcherThatIsInterruptedAtTheGateFindsAllTheSame() throws Exception {
        float[][] all = vectors.clusters(20, 5);
        BitGraph graph = new BitGraph(signs.words(), all.length);
        for (float[] vector : all) {
            graph.add(bits(vector));
        }
        int places = Runtime.getRuntime().availableProcessors();
        CountDownLatch taken = new CountDownLatch(places);
        CountDownLatch free = new CountDownLatch(1);
        CompletableFuture<int[]> found = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int i = 0; i < places; i++) {
                threads.submit(() -> graph.inside(() -> {
                    taken.countDown();
                    return waitFor(free);
                }));
            }
            taken.await();
            Thread searcher = Thread.ofPlatform().start(() -> {
                found.completeAsync(() -> graph.nearest(bits(all[42]), all.length), Runnable::run);
                interrupted.complete(Thread.interrupted());
            });
            await().until(() -> searcher.getState() == Thread.State.WAITING);
            searcher.interrupt();
            free.countDown();
            assertThat(found.get()).hasSize(all.length).startsWith(42);
            assertThat(interrupted.get()).as("the interrupt is still there afterwards").isTrue();
        }
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its resize corrupts beside searches: a full graph answers for what it has, the rest is scanned, and a larger one takes its place. */
    @Test
    void aGraphThatIsFullLosesNothingAndIsReplacedByALargerOne() {
        float[][] all = vectors.clusters(300, 5);
        try (Opened opened = new Opened(folder, STAMP, new MemorySource())) {
            for (int id = 0; id < 100; id++) {
                opened.put(id, all[id]);
            }
            opened.covered();
            for (int id = 100; id < all.length; id++) {
                opened.put(id, all[id]);
                assertThat(opened.index().search(all[id], 1, null)).extracting(Hit::id).containsExactly((long) id);
            }
            assertThat(opened.covered().index().search(all[0], all.length, null)).hasSize(all.length);
            assertThat(opened.index().covered()).isGreaterThan(1024);
        }
    }

    /** An update in a full graph of the library loses the item. */
    @Test
    void aVectorReplacedWhileTheGraphIsFullIsFoundAtOnce() {
        float[][] all = vectors.clusters(205, 5);
        float[] other = vectors.clusters(1, 1)[0];
        try (Opened opened = new Opened(folder, STAMP, new MemorySource())) {
            for (int id = 0; id < 1024; id++) {
                opened.put(id, all[id]);
            }
            opened.covered();
            opened.put(7, other);
            assertThat(opened.index().search(other, 1, null)).extracting(Hit::id).containsExactly(7L);
            assertThat(opened.index().search(all[7], 2000, null)).hasSize(1024).extracting(Hit::id)
                    .doesNotHaveDuplicates();
        }
    }

    /** Its remove frees neither slot nor memory nor time: the dead are left behind when a quarter is dead. */
    @Test
    void removedVectorsGiveTheirRoomBack() {
        float[][] all = vectors.clusters(200, 5);
        try (Opened opened = new Opened(folder, STAMP, new MemorySource())) {
            for (int id = 0; id < all.length; id++) {
                opened.put(id, all[id]);
            }
            opened.covered();
            long before = opened.index().bytes();
            for (int id = 0; id < all.length; id++) {
                if (id % 10 != 0) {
                    opened.remove(id);
                }
            }
            await().until(() -> opened.index().slots() < 150);
            assertThat(opened.covered().index().bytes()).isLessThan(before / 2);
            assertThat(opened.index().search(all[500], 1000, null)).hasSize(100).first().extracting(Hit::id)
                    .isEqualTo(500L);
        }
    }

    /** What is changed while the new table is being filled must be changed there too. */
    @Test
    void changesDuringARebuildAreNotLost() {
        float[][] all = vectors.clusters(400, 5);
        MemorySource store = new MemorySource();
        try (Opened opened = new Opened(folder, STAMP, store)) {
            for (int id = 0; id < all.length; id++) {
                opened.put(id, all[id]);
                if (id >= 100 && id % 2 == 0) {
                    opened.remove(id - 100);
                }
                if (id % 50 == 0) {
                    opened.put(id - id % 100, all[id]);
                }
            }
            assertThat(opened.covered().index().search(all[0], 5000, null)).extracting(Hit::id)
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(store.keys().ids()).boxed().toList());
        }
    }

    /** Its save writes a torn graph beside an adder: ours runs on the adder's own thread. */
    @Test
    void aSnapshotTakenBesideChangesIsWhole() {
        float[][] all = vectors.clusters(900, 5);
        MemorySource store = new MemorySource();
        Opened killed = new Opened(folder, STAMP, store);
        for (int id = 0; id < all.length; id++) {
            killed.put(id, all[id]);
        }
        // One is written after every 2000 changes, so the last one has most; less than half would be made anew.
        killed.covered();
        await().until(() -> folder.resolve("snapshot").toFile().exists());
        killed.kill();
        long asked = store.asked();
        try (Opened again = new Opened(folder, STAMP, store)) {
            assertThat(store.asked() - asked).as("what the snapshot lacked").isLessThan(all.length);
            assertThat(again.covered().index().search(all[0], 10_000, null)).hasSize(all.length);
            assertThat(again.index().search(all[4321], 1, null)).extracting(Hit::id).containsExactly(4321L);
        }
    }

    /** Its load makes whatever object the file names. */
    @Test
    void noForeignClassIsReadFromAFile() throws IOException {
        for (Serializable foreign : List.of(new Gadget(), new HashMap<>(), "text", 1)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(foreign);
            }
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> BitGraph.load(
                    new ByteArrayInputStream(bytes.toByteArray()), signs.words(), 1, slot -> new long[signs.words()]));
        }
        assertThat(Gadget.read).isFalse();
    }

    @Test
    void aGraphOfAnotherSizeIsRefused() throws IOException {
        float[][] all = vectors.clusters(20, 5);
        BitGraph graph = new BitGraph(signs.words(), 1000);
        for (float[] vector : all) {
            graph.add(bits(vector));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        graph.save(bytes);

        BitGraph loaded = BitGraph.load(new ByteArrayInputStream(bytes.toByteArray()), signs.words(), 100,
                slot -> bits(all[slot]));
        assertThat(loaded.nearest(bits(all[42]), 100)).hasSize(100).startsWith(42);
        assertThatExceptionOfType(IOException.class).as("it names slots that are not there")
                .isThrownBy(() -> load(bytes, 99));
        assertThatExceptionOfType(IOException.class).as("it lacks slots").isThrownBy(() -> load(bytes, 101));
        assertThatExceptionOfType(IOException.class).as("its bits are of another length")
                .isThrownBy(() -> BitGraph.load(new ByteArrayInputStream(bytes.toByteArray()), 1, 100,
                        slot -> new long[1]));
        IntStream.range(0, 50).forEach(i -> loaded.add(bits(vectors.near(all[i]))));
        assertThat(loaded.covered()).as("it takes more").isEqualTo(150);
    }

    private BitGraph load(ByteArrayOutputStream bytes, int covered) throws IOException {
        return BitGraph.load(new ByteArrayInputStream(bytes.toByteArray()), signs.words(), covered,
                slot -> new long[signs.words()]);
    }

    private long[] bits(float[] vector) {
        return signs.of(vector).bits();
    }

    private static final class Gadget implements Serializable {
        @Serial
        private static final long serialVersionUID = 1;

        private static boolean read;

        @Serial
        private void readObject(java.io.ObjectInputStream in) {
            read = true;
        }
    }
}
