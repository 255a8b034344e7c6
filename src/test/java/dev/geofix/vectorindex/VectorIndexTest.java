package dev.geofix.vectorindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorIndexTest {
    private static final int DIMENSION = 1024;

    /** The three ways to search, each forced whatever it costs. */
    enum Way {
        EXACT(new SearchPlanner(Integer.MAX_VALUE, Integer.MAX_VALUE, 1, 1)), SCAN(
                new SearchPlanner(64, Integer.MAX_VALUE, 1, 1)), GRAPH(new SearchPlanner(64, 65, 1, 0));

        private final SearchPlanner planner;

        Way(SearchPlanner planner) {
            this.planner = planner;
        }
    }

    @TempDir
    Path folder;

    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private final List<VectorIndex> open = new ArrayList<>();
    private final Vectors vectors = new Vectors(DIMENSION, 42);

    @AfterEach
    void stop() {
        open.forEach(VectorIndex::close);
        background.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void findsTheTrueTenNearest(Way way) {
        assertThat(recallAtTen(way, vectors.clusters(200, 10))).isGreaterThanOrEqualTo(0.98);
    }

    /** Without the rotation and the terms of the mean, the signs alone find a third of them. */
    @ParameterizedTest
    @EnumSource
    void findsMostOfTheTenNearestAmongStrangers(Way way) {
        assertThat(recallAtTen(way, vectors.clusters(2000, 1))).isGreaterThanOrEqualTo(0.8);
    }

    @ParameterizedTest
    @EnumSource
    void scoresAreCosinesBestFirst(Way way) {
        float[][] all = vectors.clusters(100, 5);
        float[] query = vectors.near(all[7]);
        List<Hit> hits = filled(way, all).search(query, 20, null);

        assertThat(hits).hasSize(20).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()))
                .allSatisfy(hit -> assertThat(hit.score())
                        .isCloseTo(Vectors.cosine(all[(int) hit.id()], query), within(1e-3)));
    }

    @ParameterizedTest
    @EnumSource
    void returnsExactlyWhatTheFilterAllowsAtEverySelectivity(Way way) {
        float[][] all = vectors.clusters(200, 5);
        VectorIndex index = filled(way, all);
        float[] query = vectors.near(all[0]);
        for (int modulus : List.of(1, 2, 10, 100, 999)) {
            LongPredicate filter = id -> id % modulus == 0;
            List<Hit> hits = index.search(query, 1000, filter);
            assertThat(hits).extracting(Hit::id).containsExactlyInAnyOrderElementsOf(
                    LongStream.range(0, all.length).filter(filter).boxed().toList());
        }
        assertThat(index.search(query, 5, id -> false)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void forgetsWhatIsRemoved(Way way) {
        float[][] all = vectors.clusters(100, 5);
        VectorIndex index = filled(way, all);
        assertThat(index.remove(42)).isTrue();
        assertThat(index.remove(42)).isFalse();
        assertThat(index.size()).isEqualTo(499);
        assertThat(index.search(all[42], 500, null)).hasSize(499).extracting(Hit::id).doesNotContain(42L);
    }

    @ParameterizedTest
    @EnumSource
    void replacesAVectorOfTheSameId(Way way) {
        float[][] all = vectors.clusters(100, 5);
        VectorIndex index = filled(way, all);
        float[] other = vectors.clusters(1, 1)[0];
        index.put(42, other);

        assertThat(index.size()).isEqualTo(500);
        assertThat(index.search(other, 1, null)).singleElement()
                .satisfies(hit -> assertThat(hit.id()).isEqualTo(42))
                .satisfies(hit -> assertThat(hit.score()).isCloseTo(1, within(1e-3)));
        assertThat(index.search(all[42], 500, null)).hasSize(500).extracting(Hit::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void findsTheRestAfterMostHasBeenRemoved(Way way) {
        float[][] all = vectors.clusters(200, 5);
        VectorIndex index = filled(way, all);
        LongStream.range(0, 1000).filter(id -> id % 10 != 0).forEach(index::remove);

        assertThat(index.search(all[500], 1, null)).extracting(Hit::id).containsExactly(500L);
        assertThat(index.search(all[500], 1000, null)).hasSize(100);
    }

    @Test
    void anEmptyIndexFindsNothing() {
        VectorIndex index = empty(DIMENSION, SearchPlanner.DEFAULT);
        assertThat(index.search(vectors.clusters(1, 1)[0], 10, null)).isEmpty();
        assertThat(index.remove(1)).isFalse();
    }

    @Test
    void returnsAllWhenMoreAreAskedForThanThereAre() {
        float[][] all = vectors.clusters(1, 3);
        VectorIndex index = filled(Way.GRAPH, all);
        assertThat(index.search(all[0], Integer.MAX_VALUE, null)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void refusesToSearchForLessThanOne(int k) {
        VectorIndex index = empty(DIMENSION, SearchPlanner.DEFAULT);
        assertThatIllegalArgumentException().isThrownBy(() -> index.search(vectors.clusters(1, 1)[0], k, null));
    }

    @Test
    void refusesVectorsThatAreNoUnitVectorsOfItsDimension() {
        VectorIndex index = empty(2, SearchPlanner.DEFAULT);
        for (float[] wrong : new float[][]{{Float.NaN, 1}, {Float.POSITIVE_INFINITY, 0}, {0, 0}, {1, 1}, {1},
            {1, 0, 0}}) {
            assertThatIllegalArgumentException().isThrownBy(() -> index.put(1, wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> index.search(wrong, 1, null));
        }
        assertThat(index.size()).isZero();
    }

    private double recallAtTen(Way way, float[][] all) {
        VectorIndex index = filled(way, all);
        int found = 0;
        for (int i = 0; i < 50; i++) {
            float[] query = vectors.near(all[37 * i]);
            Set<Long> truth = new HashSet<>(Vectors.nearest(all, query, 10));
            found += (int) index.search(query, 10, null).stream().filter(hit -> truth.contains(hit.id())).count();
        }
        return found / 500.0;
    }

    private VectorIndex filled(Way way, float[][] all) {
        VectorIndex index = empty(DIMENSION, way.planner);
        for (int id = 0; id < all.length; id++) {
            index.put(id, all[id]);
        }
        if (way == Way.GRAPH && all.length > way.planner.graphFrom()) {
            await().until(() -> index.covered() >= all.length);
        }
        return index;
    }

    private VectorIndex empty(int dimension, SearchPlanner planner) {
        VectorIndex index = VectorIndex.open(folder.resolve("index-" + open.size()),
                new IndexStamp("test", "model", dimension), new MemorySource(), background, planner);
        open.add(index);
        return index;
    }
}
