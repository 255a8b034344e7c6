package dev.geofix.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.geofix.gallery.PutResult.Outcome;
import dev.geofix.gallery.search.AttributeFilter;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.ModelVersion;
import dev.geofix.inference.View;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GalleryServiceTest {
    private static final GalleryName TOWN = new GalleryName("Town of Zürich");

    @TempDir
    Path folder;

    private GalleryApp app;
    private GalleryService galleries;

    @BeforeEach
    void start() throws Exception {
        app = new GalleryApp(folder.resolve("data"));
        galleries = app.galleries();
        galleries.create(TOWN, "roofs");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void makesAGalleryOnce() {
        assertThat(galleries.create(TOWN, null)).isFalse();
        assertThat(galleries.get(TOWN).description()).isEqualTo("roofs");
        assertThat(galleries.list()).hasSize(1);
    }

    @Test
    void findsATileByItsOwnImage() {
        put(20);
        List<TileMatch> matches = galleries.search(TOWN, descriptor(7), SearchRequest.top(3));

        assertThat(matches).hasSize(3).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        assertThat(matches.getFirst().tile().id()).isEqualTo(id(7));
        assertThat(matches.getFirst().score()).isGreaterThan(TestQueries.SAME);
    }

    @Test
    void doesNotEmbedTheSameImageTwice() {
        assertThat(outcome(tile(1, 1))).isEqualTo(Outcome.CREATED);
        assertThat(outcome(tile(1, 1))).isEqualTo(Outcome.UNCHANGED);
        assertThat(galleries.get(TOWN).tiles()).isEqualTo(1);
    }

    @Test
    void replacesATileWhoseImageHasChanged() {
        put(5);
        assertThat(outcome(tile(1, 99))).isEqualTo(Outcome.REPLACED);

        assertThat(galleries.search(TOWN, descriptor(99), SearchRequest.top(1)).getFirst().tile().id())
                .isEqualTo(id(1));
        assertThat(galleries.search(TOWN, descriptor(1), SearchRequest.top(10))).hasSize(5);
        assertThat(galleries.get(TOWN).tiles()).isEqualTo(5);
    }

    @Test
    void movesATileWhoseImageIsTheSame() {
        put(3);
        GeoPoint elsewhere = new GeoPoint(-33, 151);
        NewTile moved = new NewTile(id(1), elsewhere, null, Map.of("season", "summer"), Pictures.png(1));
        assertThat(outcome(moved)).isEqualTo(Outcome.UNCHANGED);

        assertThat(galleries.tile(TOWN, id(1)).attributes()).containsEntry("season", "summer");
        SearchRequest nearby = new SearchRequest(10, -1, null, new SearchRequest.Near(elsewhere, 100));
        assertThat(galleries.search(TOWN, descriptor(2), nearby)).extracting(match -> match.tile().id())
                .containsExactly(id(1));
    }

    @Test
    void filtersByBoxAndCircle() {
        put(20);
        BoundingBox box = new BoundingBox(7.9, 46.9, 8.1, 47.055);
        assertThat(galleries.search(TOWN, descriptor(0), new SearchRequest(50, -1, box, null)))
                .extracting(match -> match.tile().id())
                .containsExactlyInAnyOrder(id(0), id(1), id(2), id(3), id(4), id(5));
        SearchRequest.Near near = new SearchRequest.Near(new GeoPoint(47.1, 8), 1200);
        assertThat(galleries.search(TOWN, descriptor(0), new SearchRequest(50, -1, null, near)))
                .extracting(match -> match.tile().id()).containsExactlyInAnyOrder(id(9), id(10), id(11));
    }

    @Test
    void anAttributeIsFoundFromThePutToTheDeletion() {
        put(5);
        assertThat(having("number=3")).containsExactly(id(3));
        put(new NewTile(id(8), new GeoPoint(47, 8), null, Map.of("number", 3), Pictures.png(8)));
        assertThat(having("number=3")).containsExactlyInAnyOrder(id(3), id(8));
        put(new NewTile(id(3), new GeoPoint(47, 8), null, Map.of("number", "three, or so"), Pictures.png(3)));
        assertThat(having("number=3")).containsExactly(id(8));
        assertThat(having("number=three, or so")).containsExactly(id(3));
        galleries.deleteTile(TOWN, id(8));
        assertThat(having("number=3")).isEmpty();
    }

    @Test
    void leavesOutWhatScoresTooLow() {
        put(20);
        List<TileMatch> all = galleries.search(TOWN, descriptor(3), SearchRequest.top(50));
        double between = (all.get(0).score() + all.get(1).score()) / 2;
        assertThat(galleries.search(TOWN, descriptor(3), new SearchRequest(50, between, null, null)))
                .containsExactly(all.getFirst());
    }

    @Test
    void forgetsADeletedTile() {
        put(5);
        galleries.deleteTile(TOWN, id(2));

        assertThat(galleries.search(TOWN, descriptor(2), SearchRequest.top(10))).hasSize(4)
                .extracting(match -> match.tile().id()).doesNotContain(id(2));
        assertThatExceptionOfType(UnknownTileException.class).isThrownBy(() -> galleries.tile(TOWN, id(2)));
        assertThatExceptionOfType(UnknownTileException.class).isThrownBy(() -> galleries.deleteTile(TOWN, id(2)));
    }

    @Test
    void aGalleryMadeAgainAfterItsDeletionIsEmpty() {
        put(5);
        galleries.delete(TOWN);
        assertThatExceptionOfType(UnknownGalleryException.class)
                .isThrownBy(() -> galleries.search(TOWN, descriptor(2), SearchRequest.top(1)));

        galleries.create(TOWN, null);
        assertThat(galleries.search(TOWN, descriptor(2), SearchRequest.top(10))).isEmpty();
        assertThat(galleries.get(TOWN).tiles()).isZero();
    }

    @Test
    void keepsEverythingOverARestart() throws Exception {
        put(10);
        galleries.deleteTile(TOWN, id(4));
        put(tile(5, 77));
        List<TileMatch> before = galleries.search(TOWN, descriptor(77), SearchRequest.top(20));
        Gallery gallery = galleries.get(TOWN);
        app.close();

        app = new GalleryApp(folder.resolve("data"));
        assertThat(app.galleries().get(TOWN)).isEqualTo(gallery);
        List<TileMatch> after = app.galleries().search(TOWN, descriptor(77), SearchRequest.top(20));
        assertThat(after).extracting(TileMatch::tile).containsExactlyElementsOf(
                before.stream().map(TileMatch::tile).toList());
    }

    @Test
    void anImageThatIsNoneLeavesTheOthersAlone() {
        NewTile broken = new NewTile(id(50), new GeoPoint(47, 8), null, Map.of(), new byte[]{1, 2, 3});
        assertThat(galleries.put(TOWN, List.of(broken, tile(51, 51)))).extracting(PutResult::outcome)
                .containsExactlyInAnyOrder(Outcome.REFUSED, Outcome.CREATED);
        assertThat(galleries.get(TOWN).tiles()).isEqualTo(1);
    }

    @Test
    void refusesAnotherModelThanTheGallerys() throws Exception {
        put(3);
        Descriptor query = descriptor(1);
        app.activate(new ModelVersion("tiny-2"), folder.resolve("data"));

        assertThatExceptionOfType(ModelMismatchException.class)
                .isThrownBy(() -> galleries.search(TOWN, query, SearchRequest.top(1)))
                .withMessageContainingAll("tiny-1", "tiny-2", "POST /api/v1/galleries/Town%20of%20Z%C3%BCrich/reindex");
        assertThatExceptionOfType(ModelMismatchException.class).isThrownBy(() -> put(tile(9, 9)));
        assertThat(galleries.get(TOWN).tiles()).isEqualTo(3);
    }

    @Test
    void losesNothingWhenManyWriteAndSearchAtOnce() throws Exception {
        Descriptor query = descriptor(0);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> running = IntStream.range(0, 8).<Future<?>>mapToObj(thread -> threads.submit(() -> {
                for (int i = thread; i < 48; i += 8) {
                    put(tile(i, i));
                    galleries.search(TOWN, query, SearchRequest.top(5));
                    if (i % 3 == 0) {
                        galleries.deleteTile(TOWN, id(i));
                    }
                }
            })).toList();
            for (Future<?> task : running) {
                task.get();
            }
        }
        assertThat(galleries.get(TOWN).tiles()).isEqualTo(32);
        assertThat(galleries.search(TOWN, query, SearchRequest.top(100))).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_000_000})
    void refusesToSearchForNoneOrForTooMany(int topK) {
        assertThatIllegalArgumentException().isThrownBy(() -> SearchRequest.top(topK))
                .withMessageContaining("1 to 1000");
    }

    @Test
    void refusesACentreOutsideTheBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NewTile(id(1), new GeoPoint(50, 8),
                new BoundingBox(7, 46, 9, 48), Map.of(), Pictures.png(1)));
    }

    private List<TileId> having(String attribute) {
        return galleries.search(TOWN, descriptor(0),
                new SearchRequest(50, -1, null, null, List.of(AttributeFilter.valueOf(attribute)))).stream()
                .map(match -> match.tile().id()).toList();
    }

    /** Tile i lies 0.01° north of tile i − 1. */
    private static NewTile tile(int number, long picture) {
        return new NewTile(id(number), new GeoPoint(47 + 0.01 * number, 8), null, Map.of("number", number),
                Pictures.png(picture));
    }

    private static TileId id(int number) {
        return new TileId("t-" + number);
    }

    private void put(int count) {
        put(IntStream.range(0, count).mapToObj(i -> tile(i, i)).toArray(NewTile[]::new));
    }

    private void put(NewTile... tiles) {
        galleries.put(TOWN, List.of(tiles));
    }

    private Outcome outcome(NewTile tile) {
        return galleries.put(TOWN, List.of(tile)).getFirst().outcome();
    }

    private Descriptor descriptor(long picture) {
        return app.models().active().embed(new ImageDecoder(ImageLimits.DEFAULT).decode(Pictures.png(picture)),
                View.SATELLITE);
    }
}
