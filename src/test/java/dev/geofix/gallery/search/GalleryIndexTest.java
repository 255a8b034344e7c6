package dev.geofix.gallery.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.geofix.geo.GeoPoint;
import dev.geofix.inference.ModelVersion;
import dev.geofix.vectorindex.IndexStamp;
import dev.geofix.vectorindex.Int8Vector;
import dev.geofix.vectorindex.VectorIndex;
import dev.geofix.vectorindex.VectorSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gallery's index without a store: what is looked up lies in a map. */
class GalleryIndexTest {
    private static final int DIMENSION = 64;
    private static final GeoPoint HERE = new GeoPoint(52, 4);
    private static final GeoPoint THERE = new GeoPoint(53, 4);

    @TempDir
    private Path folder;

    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private final Map<Long, String> store = new TreeMap<>();
    private final List<Long> summer = new ArrayList<>();
    private final List<Collection<Long>> lookedUp = new ArrayList<>();
    private int loads;

    private final DescriptorIndex first = model("first");
    private final GalleryIndex index = new GalleryIndex(first, new AttributeSets(
            (filter, after, sink) -> summer.stream().filter(sequence -> sequence > after).forEach(sink::accept)),
            places -> {
                loads++;
                store.keySet().forEach(sequence -> places.accept(sequence, HERE));
            });

    @AfterEach
    void end() {
        index.delete();
        background.shutdownNow();
    }

    private DescriptorIndex model(String name) {
        return new DescriptorIndex(new ModelVersion(name), () -> VectorIndex.open(folder.resolve(name),
                new IndexStamp("gallery", name, DIMENSION), new Nothing(), background));
    }

    private static final class Nothing implements VectorSource {
        @Override
        public Keys keys() {
            return new Keys(new long[0], new long[0]);
        }

        @Override
        public void read(long[] ids, Reader reader) {}
    }

    /** Of length one, in the plane of the first two axes. */
    private static float[] vector(double degrees) {
        float[] vector = new float[DIMENSION];
        vector[0] = (float) Math.cos(Math.toRadians(degrees));
        vector[1] = (float) Math.sin(Math.toRadians(degrees));
        return vector;
    }

    private void put(long sequence, String name, double degrees, GeoPoint center) {
        index.change(() -> {
            store.put(sequence, name);
            index.put(sequence, sequence, center, Int8Vector.encode(vector(degrees)));
            return null;
        });
    }

    private void remove(long sequence) {
        index.change(() -> {
            store.remove(sequence);
            index.remove(sequence);
            return null;
        });
    }

    private Map<Long, String> lookUp(Collection<Long> ids) {
        lookedUp.add(ids);
        Map<Long, String> found = new HashMap<>(store);
        found.keySet().retainAll(ids);
        return found;
    }

    private List<List<String>> search(SearchRequest request, double... degrees) {
        List<float[]> queries = new ArrayList<>();
        for (double each : degrees) {
            queries.add(vector(each));
        }
        return index.search(index.current(), queries, request, this::lookUp, (name, score) -> name);
    }

    @Test
    void eachQueryHasItsBestFirstAndTheStoreIsAskedOnce() {
        put(1, "a", 0, HERE);
        put(2, "b", 30, HERE);
        put(3, "c", 90, HERE);
        assertThat(search(SearchRequest.top(2), 10, 80)).containsExactly(List.of("a", "b"), List.of("c", "b"));
        assertThat(lookedUp).hasSize(1).first().satisfies(ids -> assertThat(ids).containsExactlyInAnyOrder(1L, 2L, 3L));
    }

    @Test
    void whatScoresLessThanAskedForIsLeftOut() {
        put(1, "a", 0, HERE);
        put(2, "b", 60, HERE);
        assertThat(search(new SearchRequest(5, 0.9, null, null), 5)).containsExactly(List.of("a"));
        double score = index.search(index.current(), List.of(vector(0)), SearchRequest.top(1), this::lookUp,
                (name, found) -> found).getFirst().getFirst();
        assertThat(score).isGreaterThan(0.99);
        assertThat(search(new SearchRequest(5, score, null, null), 0)).containsExactly(List.of("a"));
    }

    @Test
    void aFilterLooksAtTheCentre() {
        put(1, "a", 0, HERE);
        put(2, "b", 30, THERE);
        SearchRequest there = new SearchRequest(5, -1, null, new SearchRequest.Near(THERE, 1000));
        assertThat(search(there, 0)).containsExactly(List.of("b"));
        index.change(() -> {
            index.move(1, THERE);
            return null;
        });
        assertThat(search(there, 0)).containsExactly(List.of("a", "b"));
        remove(2);
        assertThat(search(there, 0)).containsExactly(List.of("a"));
    }

    @Test
    void attributesOfTilesThatComeAndChangeAreKnown() {
        SearchRequest inSummer = new SearchRequest(5, -1, null, null,
                List.of(new AttributeFilter("season", "summer")));
        summer.add(1L);
        put(1, "a", 0, HERE);
        assertThat(search(inSummer, 0)).containsExactly(List.of("a"));
        summer.add(2L);
        put(2, "b", 30, HERE);
        assertThat(search(inSummer, 0)).containsExactly(List.of("a", "b"));
        summer.remove(1L);
        index.change(() -> {
            index.move(1, HERE);
            return null;
        });
        assertThat(search(inSummer, 0)).containsExactly(List.of("b"));
    }

    @Test
    void aChangeHoldsUpNoOtherThread() throws Exception {
        put(1, "a", 0, HERE);
        CompletableFuture.runAsync(() -> put(2, "b", 30, HERE)).get(60, TimeUnit.SECONDS);
        index.close(Duration.ofSeconds(60));
        CompletableFuture.runAsync(() -> remove(1)).get(60, TimeUnit.SECONDS);
    }

    @Test
    void anIndexThatWasNeverAskedIsNotOpenedByItsEnd() {
        index.close(Duration.ZERO);
        index.delete();
        assertThat(first.opened()).isNull();
        assertThat(search(SearchRequest.top(1), 0)).containsExactly(List.of());
        assertThat(first.opened()).isNotNull();
        assertThat(index.isInUpkeep()).isFalse();
    }

    @Test
    void aTileThatIsReplacedMeanwhileIsFoundUnderItsNewNumber() {
        put(1, "old", 0, HERE);
        List<List<String>> found = index.search(index.current(), List.of(vector(0)), SearchRequest.top(5), ids -> {
            if (lookedUp.isEmpty()) {
                put(2, "new", 0, HERE);
                remove(1);
            }
            return lookUp(ids);
        }, (name, score) -> name);
        assertThat(found).containsExactly(List.of("new"));
        assertThat(lookedUp).hasSize(2);
    }

    /** All that was found is still there, yet the tile's new number was put after it was looked for. */
    @Test
    void aRemovalMeanwhileIsReasonEnoughToLookAgain() {
        put(1, "a", 0, HERE);
        put(2, "b", 90, HERE);
        search(SearchRequest.top(1), 0);
        List<List<String>> found = index.search(index.current(), List.of(vector(0)), SearchRequest.top(1), ids -> {
            Map<Long, String> there = lookUp(ids);
            if (lookedUp.size() == 2) {
                remove(2);
            }
            return there;
        }, (name, score) -> name);
        assertThat(found).containsExactly(List.of("a"));
        assertThat(lookedUp).hasSize(3);
    }

    @Test
    void whatTheStoreHasLostIsNoMatch() {
        put(1, "a", 0, HERE);
        put(2, "b", 30, HERE);
        store.remove(1L);
        assertThat(search(SearchRequest.top(5), 0)).containsExactly(List.of("b"));
        assertThat(lookedUp).hasSize(2);
    }

    @Test
    void theStoreIsReadOnceByWhoComesFirst() {
        store.put(7L, "seven");
        assertThat(index.bytes()).isZero();
        assertThat(index.isInUpkeep()).isFalse();
        assertThat(first.opened()).isNull();
        assertThatIllegalStateException().isThrownBy(first::vectors);
        index.load();
        VectorIndex opened = first.opened();
        index.load();
        put(1, "a", 0, HERE);
        assertThat(loads).isEqualTo(1);
        assertThat(first.opened()).isSameAs(opened);
        assertThat(index.bytes()).isPositive();
    }

    @Test
    void anotherModelsIndexTakesThePlaceAtOnce() {
        put(1, "a", 0, HERE);
        put(2, "b", 90, HERE);
        assertThat(index.switchToNext()).isNull();
        DescriptorIndex second = model("second");
        index.prepare(second);
        index.change(() -> {
            index.putNext(1, 1, Int8Vector.encode(vector(90)));
            index.putNext(2, 2, Int8Vector.encode(vector(0)));
            return null;
        });
        assertThat(search(SearchRequest.top(1), 0)).containsExactly(List.of("a"));
        assertThat(index.<DescriptorIndex>change(index::switchToNext)).isSameAs(first);
        assertThat(index.current()).isSameAs(second);
        assertThat(search(SearchRequest.top(1), 0)).containsExactly(List.of("b"));
        assertThat(index.switchToNext()).isNull();
    }

    @Test
    void aRemovedTileIsInNeitherIndex() {
        put(1, "a", 0, HERE);
        DescriptorIndex second = model("second");
        index.prepare(second);
        index.change(() -> {
            index.putNext(1, 1, Int8Vector.encode(vector(0)));
            return null;
        });
        remove(1);
        assertThat(first.vectors().size()).isZero();
        assertThat(second.vectors().size()).isZero();
    }

    @Test
    void anIndexInTheMakingCanBeGivenUp() {
        put(1, "a", 0, HERE);
        index.dropNext();
        DescriptorIndex second = model("second");
        index.prepare(second);
        second.vectors().put(1, 1, Int8Vector.encode(vector(0)));
        assertThat(folder.resolve("second")).isNotEmptyDirectory();
        index.dropNext();
        assertThat(folder.resolve("second")).doesNotExist();
        assertThat(index.switchToNext()).isNull();
        assertThat(search(SearchRequest.top(1), 0)).containsExactly(List.of("a"));
    }

    @Test
    void bothIndexesAreSavedAtTheEnd() {
        put(1, "a", 0, HERE);
        index.prepare(model("second"));
        index.change(() -> {
            index.putNext(1, 1, Int8Vector.encode(vector(0)));
            return null;
        });
        index.close(Duration.ofSeconds(10));
        assertThat(folder.resolve("first/snapshot")).exists();
        assertThat(folder.resolve("second/snapshot")).exists();
    }

    @Test
    void aGalleryThatHasGoneLeavesNothing() {
        put(1, "a", 0, HERE);
        index.prepare(model("second"));
        index.delete();
        assertThat(folder).isEmptyDirectory();
    }
}
