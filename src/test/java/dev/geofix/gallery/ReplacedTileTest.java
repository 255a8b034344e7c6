package dev.geofix.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.gallery.search.AttributeFilter;
import dev.geofix.gallery.search.AttributeSets;
import dev.geofix.gallery.search.GalleryIndex;
import dev.geofix.gallery.search.DescriptorIndex;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.inference.ModelVersion;
import dev.geofix.vectorindex.IndexStamp;
import dev.geofix.vectorindex.Int8Vector;
import dev.geofix.vectorindex.VectorIndex;
import dev.geofix.vectorindex.VectorSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tile gets another number in the middle of a search for it. */
class ReplacedTileTest {
    private static final ModelVersion MODEL = new ModelVersion("tiny-1");
    private static final GeoPoint PLACE = new GeoPoint(47, 8);
    private static final float[] VECTOR = {1, 0};
    private static final long OLD = 1;
    private static final long NEW = 2;

    @TempDir
    Path folder;

    private final Set<Long> store = ConcurrentHashMap.newKeySet();
    private final DescriptorIndex vectors = new DescriptorIndex(MODEL, () -> VectorIndex.open(folder,
            new IndexStamp("gallery", MODEL.value(), VECTOR.length), new EmptySource(), task -> {}));
    private boolean replacesAfterAttributes;
    private boolean replacesBeforeLookUp;
    private final GalleryIndex index = new GalleryIndex(vectors, new AttributeSets((filter, after, sink) -> {
        store.forEach(sink::accept);
        if (replacesAfterAttributes) {
            replacesAfterAttributes = false;
            replace();
        }
    }), reader -> {});

    @BeforeEach
    void aTile() {
        index.change(() -> {
            store.add(OLD);
            put(OLD);
            return null;
        });
    }

    @AfterEach
    void close() {
        index.close(Duration.ZERO);
    }

    @Test
    void afterItWasFoundAndBeforeItIsLookedUp() {
        for (SearchRequest request : List.of(SearchRequest.top(10),
                new SearchRequest(10, -1, new BoundingBox(7, 46, 9, 48), null))) {
            replacesBeforeLookUp = !store.contains(NEW);
            assertThat(search(request)).containsExactly(NEW);
        }
    }

    @Test
    void afterTheTilesThatHaveAnAttributeWereRead() {
        replacesAfterAttributes = true;
        assertThat(search(new SearchRequest(10, -1, null, null, List.of(new AttributeFilter("kind", "roof")))))
                .containsExactly(NEW);
    }

    @Test
    void atAnyOtherTimeNothingIsDoneTwice() {
        int[] lookUps = {0};
        assertThat(index.search(vectors, List.of(VECTOR, VECTOR), SearchRequest.top(10), sequences -> {
            lookUps[0]++;
            return sequences.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
        }, (sequence, score) -> sequence)).containsExactly(List.of(OLD), List.of(OLD));
        assertThat(lookUps[0]).isEqualTo(1);
    }

    private List<Long> search(SearchRequest request) {
        return index.search(vectors, List.of(VECTOR), request, sequences -> {
            if (replacesBeforeLookUp) {
                replacesBeforeLookUp = false;
                replace();
            }
            return sequences.stream().filter(store::contains)
                    .collect(Collectors.toMap(Function.identity(), Function.identity()));
        }, (sequence, score) -> sequence).getFirst();
    }

    private void replace() {
        index.change(() -> {
            store.add(NEW);
            store.remove(OLD);
            put(NEW);
            index.remove(OLD);
            return null;
        });
    }

    private void put(long sequence) {
        index.put(sequence, 0, PLACE, Int8Vector.encode(VECTOR));
    }

    /** The index is told of all there is. */
    private static final class EmptySource implements VectorSource {
        @Override
        public Keys keys() {
            return new Keys(new long[0], new long[0]);
        }

        @Override
        public void read(long[] ids, Reader reader) {
            // nothing to read
        }
    }
}
