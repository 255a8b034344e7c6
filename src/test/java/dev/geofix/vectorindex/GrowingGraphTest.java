package dev.geofix.vectorindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The graph takes up vectors in the middle of a search: the search asks its filter, and the filter lets the upkeep go on. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GrowingGraphTest {
    private static final int DIMENSION = 256;
    private static final int IN_GRAPH = 100;

    @TempDir
    Path folder;

    private final Vectors vectors = new Vectors(DIMENSION, 11);
    private final float[][] all = vectors.clusters(30, 5);
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final LongPredicate growth = id -> {
        upkeep();
        return true;
    };
    private VectorIndex index;

    @BeforeEach
    void indexWithAGraph() {
        index = VectorIndex.open(folder, new IndexStamp("test", "model", DIMENSION), new MemorySource(),
                background::add,
                Opened.GRAPH);
        for (int id = 0; id < IN_GRAPH; id++) {
            index.put(id, all[id]);
        }
        upkeep();
        assertThat(index.covered()).isEqualTo(IN_GRAPH);
    }

    @AfterEach
    void close() {
        index.close();
    }

    /** A slot counted twice also hides that another is missing. */
    @Test
    void aVectorTakenUpDuringASearchIsFoundOnceAndPushesNoneOut() {
        for (int id = IN_GRAPH; id < all.length; id++) {
            index.put(id, all[id]);
        }
        List<Hit> hits = index.search(all[all.length - 1], all.length, growth);

        assertThat(index.covered()).as("the graph has grown meanwhile").isEqualTo(all.length);
        assertThat(hits).extracting(Hit::id).containsExactlyInAnyOrderElementsOf(ids(all.length));
    }

    @Test
    void theNearestAreDifferentOnes() {
        for (int id = IN_GRAPH; id < all.length; id++) {
            index.put(id, all[id]);
        }
        assertThat(index.search(all[all.length - 1], 10, growth)).hasSize(10).extracting(Hit::id)
                .doesNotHaveDuplicates().startsWith(all.length - 1L);
    }

    @Test
    void aVectorReplacedBeforeIsFoundOnceAsItIsNow() {
        float[] other = vectors.clusters(1, 1)[0];
        index.put(7, other);
        List<Hit> hits = index.search(other, IN_GRAPH, growth);

        assertThat(index.covered()).isEqualTo(IN_GRAPH + 1);
        assertThat(hits).extracting(Hit::id).containsExactlyInAnyOrderElementsOf(ids(IN_GRAPH));
        assertThat(hits.getFirst().id()).isEqualTo(7);
        assertThat(hits.getFirst().score()).isCloseTo(1, within(1e-3));
    }

    private void upkeep() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    private static List<Long> ids(int count) {
        return LongStream.range(0, count).boxed().toList();
    }
}
