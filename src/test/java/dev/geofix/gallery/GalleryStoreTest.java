package dev.geofix.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.gallery.PutResult.Outcome;
import dev.geofix.gallery.TileRenewal.StoredPicture;
import dev.geofix.gallery.search.AttributeFilter;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.ModelVersion;
import dev.geofix.testing.NamedModel;
import dev.geofix.testing.OpenSearchNodes;
import dev.geofix.vectorindex.Int8Vector;
import dev.geofix.verification.LocalFeatures;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store of galleries promises; the same for each of them. */
@ParameterizedClass
@EnumSource
class GalleryStoreTest {
    private static final int DIMENSION = 1024;
    private static final int FREEDOM = 8;
    private static final Map<Kind, GalleryApp> APPS = new HashMap<>();
    private static @Nullable OpenSearchNodes cluster;
    private static int made;

    @TempDir
    static Path folder;

    @Parameter
    Kind kind;

    /** Of the cluster with one shard, and with several on which tiles lie by place. */
    enum Kind {
        EMBEDDED, OPENSEARCH, OPENSEARCH_BY_PLACE
    }

    private GalleryStore store;
    private GalleryName name;
    private StoredGallery gallery;
    private TileStore tiles;

    @BeforeEach
    void anEmptyGallery() throws Exception {
        GalleryApp app = APPS.get(kind);
        if (app == null) {
            app = kind == Kind.EMBEDDED
                    ? new GalleryApp(folder.resolve("embedded"))
                    : new GalleryApp(folder.resolve(kind.name()), "--geofix.store=opensearch",
                            "--geofix.opensearch.shards=" + (kind == Kind.OPENSEARCH ? 1 : 3),
                            "--geofix.opensearch.replicas=0", "--geofix.opensearch.urls=" + urls());
            APPS.put(kind, app);
        }
        store = app.bean(GalleryStore.class);
        name = new GalleryName("Town " + ++made + " of Zürich");
        assertThat(store.put(name, "a town", null, () -> new NamedModel(new ModelVersion("first"), DIMENSION)))
                .isTrue();
        open();
    }

    /** Of a cluster that serves all tests of a class. */
    String urls() throws Exception {
        if (cluster == null) {
            cluster = OpenSearchNodes.start(1);
        }
        return cluster.urls();
    }

    private void open() {
        gallery = store.find(name).orElseThrow();
        tiles = store.tiles(gallery);
    }

    @AfterEach
    void noGallery() {
        store.find(name).ifPresent(store::delete);
    }

    @AfterAll
    static void stop() {
        APPS.values().forEach(GalleryApp::close);
        APPS.clear();
        if (cluster != null) {
            cluster.close();
            cluster = null;
        }
    }

    @Test
    void aGalleryIsMadeOnceAndChangedByName() {
        assertThat(gallery.gallery().description()).isEqualTo("a town");
        assertThat(gallery.gallery().localFeatures()).isTrue();
        assertThat(store.put(name, null, false, () -> {
            throw new AssertionError("no encoder is needed");
        })).isFalse();
        Gallery now = store.find(name).orElseThrow().gallery();
        assertThat(now.description()).isEqualTo("a town");
        assertThat(now.localFeatures()).isFalse();
        assertThat(now.created()).isEqualTo(gallery.gallery().created());
        assertThat(store.list()).extracting(each -> each.gallery().name()).contains(name);
        store.delete(gallery);
        assertThat(store.find(name)).isEmpty();
        assertThat(store.list()).extracting(each -> each.gallery().name()).doesNotContain(name);
    }

    @Test
    void whatIsAcknowledgedIsFoundByTheNextSearch() {
        for (int i = 0; i < 20; i++) {
            assertThat(put(tile("t-" + i, i)).outcome()).isEqualTo(Outcome.CREATED);
            assertThat(best(i).tile().id()).isEqualTo(new TileId("t-" + i));
            assertThat(best(i).score()).isCloseTo(1, within(0.01));
        }
        assertThat(put(tile("t-3", 103)).outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(best(103).tile().id()).isEqualTo(new TileId("t-3"));
        assertThat(best(3).tile().id()).isNotEqualTo(new TileId("t-3"));
        assertThat(tiles.delete(new TileId("t-3"))).isTrue();
        assertThat(tiles.delete(new TileId("t-3"))).isFalse();
        assertThat(search(103, SearchRequest.top(100))).hasSize(19)
                .noneMatch(match -> match.tile().id().value().equals("t-3"));
        assertThat(store.find(name).orElseThrow().gallery().tiles()).isEqualTo(19);
        assertThat(tiles.find(List.of(new TileId("t-3"), new TileId("t-4")))).containsOnlyKeys(new TileId("t-4"));
    }

    @Test
    void theSameContentIsOnlyDescribed() {
        EmbeddedTile tile = tile("t", 1);
        put(tile);
        BoundingBox bounds = new BoundingBox(9, 48, 9.001, 48.001);
        Tile described = new Tile(tile.tile().id(), bounds.center(), bounds, Map.of("season", "winter"),
                tile.tile().contentHash());
        assertThat(tiles.put(model(), List.of(described), List.of())).singleElement()
                .returns(Outcome.UNCHANGED, PutResult::outcome);
        assertThat(tiles.find(List.of(described.id()))).containsExactly(Map.entry(described.id(), described));
        assertThat(found("season=winter")).containsExactly("t");
        assertThat(found("season=summer")).isEmpty();
        assertThat(best(1).score()).isCloseTo(1, within(0.01));
        assertThat(tiles.features(List.of(described))).hasSize(1);
        assertThat(tiles.put(model(), List.of(tile("gone", 3).tile()), List.of())).singleElement()
                .returns(Outcome.UNCHANGED, PutResult::outcome);
        assertThat(tiles.list(null, null, 10)).hasSize(1);
    }

    @Test
    void pictureAndLocalFeaturesBelongToTheContent() {
        EmbeddedTile first = tile("t", 1);
        put(first);
        assertThat(tiles.image(new TileId("t")).orElseThrow().bytes()).isEqualTo(first.image().bytes());
        assertThat(tiles.image(new TileId("t")).orElseThrow().mediaType()).isEqualTo("image/jpeg");
        assertThat(tiles.features(List.of(first.tile())).get(new TileId("t")).toBytes())
                .isEqualTo(first.features().toBytes());
        EmbeddedTile second = tile("t", 2);
        put(second);
        assertThat(tiles.image(new TileId("t")).orElseThrow().bytes()).isEqualTo(second.image().bytes());
        assertThat(tiles.features(List.of(first.tile()))).as("the picture it was found by has gone").isEmpty();
        assertThat(tiles.features(List.of(second.tile()))).hasSize(1);
        assertThat(tiles.image(new TileId("other"))).isEmpty();
        assertThat(store.find(name).orElseThrow().gallery().tilesWithFeatures()).isEqualTo(1);
        tiles.delete(new TileId("t"));
        assertThat(tiles.features(List.of(second.tile()))).isEmpty();
        assertThat(store.find(name).orElseThrow().gallery().tilesWithFeatures()).isZero();
    }

    @Test
    void filtersLeaveTheBestOfThoseThatPassAtEverySelectivity() {
        List<EmbeddedTile> kept = fiji(1500);
        for (double share : List.of(0.001, 0.01, 0.1, 0.5, 1.0)) {
            String attribute = "share " + share;
            agree(kept, new SearchRequest(10, -1, null, null, List.of(new AttributeFilter(attribute, "true"))),
                    tile -> tile.attributes().containsKey(attribute));
        }
        for (double degrees : List.of(0.06, 0.4, 1.3, 4.0)) {
            BoundingBox box = new BoundingBox(180 - degrees / 2, -17 - degrees / 2, degrees / 2 - 180,
                    -17 + degrees / 2);
            agree(kept, new SearchRequest(10, -1, box, null), tile -> box.contains(tile.center()));
        }
        GeoPoint middle = new GeoPoint(-17, -179.99);
        for (double meters : List.of(4_000.0, 20_000.0, 60_000.0, 400_000.0)) {
            agree(kept, new SearchRequest(10, -1, null, new SearchRequest.Near(middle, meters)),
                    tile -> middle.distanceTo(tile.center()) <= meters);
        }
        BoundingBox west = new BoundingBox(178, -19, 180, -15);
        SearchRequest.Near near = new SearchRequest.Near(new GeoPoint(-17, 180), 200_000);
        agree(kept, new SearchRequest(10, 0.1, west, near, List.of(new AttributeFilter("share 0.5", "true"))),
                tile -> west.contains(tile.center()) && near.contains(tile.center())
                        && tile.attributes().containsKey("share 0.5"));
        agree(kept, SearchRequest.top(50), tile -> true);
    }

    @Test
    void theEdgesOfABoxBelongToIt() {
        put(tile(place("edge", 47.123456789012345, 8.123456789012345), 1));
        BoundingBox box = new BoundingBox(8, 47, 8.123456789012345, 47.123456789012345);
        assertThat(search(1, new SearchRequest(1, -1, box, null))).hasSize(1);
        assertThat(tiles.list(box, null, 10)).hasSize(1);
        BoundingBox below = new BoundingBox(8, 47, Math.nextDown(8.123456789012345), 48);
        assertThat(search(1, new SearchRequest(1, -1, below, null))).isEmpty();
        assertThat(tiles.list(below, null, 10)).isEmpty();
    }

    @Test
    void anAttributeIsFoundByWhatItIs() {
        put(tile(with("seven", Map.of("number", 7)), 1));
        put(tile(with("written", Map.of("number", new BigDecimal("7.0"))), 2));
        put(tile(with("text", Map.of("number", "7")), 3));
        put(tile(with("half", Map.of("number", 7.5)), 4));
        put(tile(with("true", Map.of("flag", true)), 5));
        put(tile(with("large", Map.of("number", 9007199254740993L)), 6));
        put(tile(with("odd", Map.of("a=b,c", "x\ny", "list", List.of(7), "long", "l".repeat(40_000))), 7));
        assertThat(found("number=7")).containsExactlyInAnyOrder("seven", "written", "text");
        assertThat(found("number=7.0")).containsExactlyInAnyOrder("seven", "written");
        assertThat(found("number=75e-1")).containsExactly("half");
        assertThat(found("number=9007199254740993")).containsExactly("large");
        assertThat(found("number=9007199254740992")).isEmpty();
        assertThat(found("flag=true")).containsExactly("true");
        assertThat(found("a\\=b,c=x\ny")).containsExactly("odd");
        assertThat(found("list=7")).isEmpty();
        assertThat(found("Number=7")).isEmpty();
        assertThat(tiles.find(List.of(new TileId("odd"))).get(new TileId("odd")).attributes())
                .containsEntry("long", "l".repeat(40_000)).containsEntry("list", List.of(7));
    }

    @Test
    void tilesAreListedByTheBytesOfTheirIds() {
        List<String> ids = List.of("Z", "a", "b 2", "b-1", "ä", "ö".repeat(200), "漢".repeat(200), "😀", "t");
        ids.forEach(id -> put(tile(id, id.hashCode())));
        List<String> ordered = new ArrayList<>(ids);
        ordered.sort(Comparator.comparing(id -> id.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
        assertThat(ids(tiles.list(null, null, 100))).isEqualTo(ordered);
        List<String> paged = new ArrayList<>();
        TileId after = null;
        for (List<Tile> page = tiles.list(null, null, 2); !page.isEmpty(); page = tiles.list(null, after, 2)) {
            paged.addAll(ids(page));
            after = page.getLast().id();
        }
        assertThat(paged).isEqualTo(ordered);
        ids.forEach(id -> assertThat(tiles.delete(new TileId(id))).as(id).isTrue());
        assertThat(tiles.list(null, null, 100)).isEmpty();
    }

    @Test
    void deletionsAreRememberedUntilTheGalleryGoes() {
        put(tile("kept", 1));
        put(tile("gone", 2));
        Instant before = Instant.now();
        assertThat(tiles.deletedSince(before)).isEmpty();
        tiles.delete(new TileId("gone"));
        tiles.delete(new TileId("never there"));
        assertThat(tiles.deletedSince(before)).containsExactly(new TileId("gone"));
        assertThat(tiles.deletedSince(Instant.now().plusSeconds(1))).isEmpty();
        put(tile("gone", 2));
        assertThat(tiles.deletedSince(before)).containsExactly(new TileId("gone"));
        store.delete(gallery);
        store.put(name, "another", null, () -> new NamedModel(new ModelVersion("first"), DIMENSION));
        open();
        assertThat(tiles.deletedSince(before)).isEmpty();
    }

    @Test
    void whatComesLateDoesNotReachAnotherGalleryOfTheName() {
        TileStore before = tiles;
        put(tile("t", 1));
        store.delete(gallery);
        assertThatExceptionOfType(UnknownGalleryException.class)
                .isThrownBy(() -> before.put(model(), List.of(), List.of(tile("late", 2))));
        store.put(name, null, null, () -> new NamedModel(new ModelVersion("first"), DIMENSION));
        assertThatExceptionOfType(UnknownGalleryException.class)
                .isThrownBy(() -> before.put(model(), List.of(), List.of(tile("late", 2))));
        assertThat(store.find(name).orElseThrow().id()).isNotEqualTo(gallery.id());
        open();
        assertThat(tiles.list(null, null, 10)).isEmpty();
    }

    @Test
    void anotherModelIsNotPut() {
        assertThat(tiles.put(new ModelVersion("another"), List.of(), List.of(tile("t", 1)))).isNull();
        assertThat(tiles.list(null, null, 10)).isEmpty();
    }

    @Test
    void writersOfTheSameTilesLeaveOneContentWhole() throws Exception {
        Map<String, Integer> last = new ConcurrentHashMap<>();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                int own = writer;
                all.add(writers.submit(() -> {
                    for (int round = 0; round < 8; round++) {
                        List<EmbeddedTile> batch = new ArrayList<>();
                        for (int i = 0; i < 6; i++) {
                            batch.add(tile("t-" + i, 1000 * own + 10 * round + i));
                        }
                        batch.add(tile("own-" + own, own));
                        assertThat(tiles.put(model(), List.of(), batch)).hasSize(7);
                        last.put("w" + own, round);
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(last).hasSize(4);
        List<Tile> now = tiles.list(null, null, 100);
        assertThat(now).hasSize(10);
        assertThat(tiles.features(now)).hasSize(10);
        assertThat(store.find(name).orElseThrow().gallery().tilesWithFeatures()).isEqualTo(10);
        for (Tile tile : now) {
            int picture = Integer.parseInt(String.valueOf(tile.attributes().get("picture")));
            assertThat(tiles.image(tile.id()).orElseThrow().bytes()).isEqualTo(picture(picture));
            assertThat(search(picture, SearchRequest.top(1)).getFirst().tile().id()).isEqualTo(tile.id());
        }
    }

    @Test
    void theMapShowsWhatIsCovered() {
        assertThat(tiles.extent(10).bounds()).isNull();
        assertThat(tiles.extent(10).attributes()).isEmpty();
        put(tile(new Tile(new TileId("east"), new GeoPoint(-17, 179.95), new BoundingBox(179.9, -17.05, 180, -16.95),
                Map.of("season", "dry", "year", 2026), hash(1)), 1));
        put(tile(new Tile(new TileId("across"), new GeoPoint(-17, -180), new BoundingBox(179.95, -17.1, -179.95, -16.9),
                Map.of("season", "wet"), hash(2)), 2));
        put(tile(place("bare", -18, 178), 3));
        TileStore.Extent extent = tiles.extent(10);
        assertThat(extent.bounds()).containsExactly(178.0, -18.0, 180.0, -16.9);
        assertThat(extent.attributes()).containsEntry("season", List.of("dry", "wet"))
                .containsEntry("year", List.of("2026"));
        assertThat(tiles.extent(1).attributes()).hasSize(1);
        assertThat(tiles.someBounds(15)).hasSize(2);
        assertThat(inBox(new BoundingBox(179.9, -18, 180, -16))).containsExactly("east", "across");
        assertThat(inBox(new BoundingBox(-180, -18, -179.9, -16))).containsExactly("across");
        assertThat(inBox(new BoundingBox(0, -18, 10, -16))).isEmpty();
        assertThat(inBox(new BoundingBox(177, -19, 179, -17.5))).as("it has no bounds").isEmpty();
    }

    private List<String> inBox(BoundingBox box) {
        return tiles.inBox(box, placed -> placed.map(tile -> tiles.image(tile.sequence()).orElseThrow().bytes())
                .map(image -> new String(image, StandardCharsets.UTF_8)).toList()).stream()
                .map(picture -> picture.equals("picture 1") ? "east" : picture.equals("picture 2") ? "across" : "?")
                .toList();
    }

    @Test
    void localFeaturesAreFoundForThoseThatHaveNone() {
        for (int i = 0; i < 12; i++) {
            EmbeddedTile tile = tile("t-" + i, i);
            put(i % 3 == 0
                    ? tile
                    : new EmbeddedTile(tile.tile(), tile.image(), tile.descriptor(), tile.model(), null));
        }
        TileRenewal renewal = tiles.renewal();
        assertThat(store.find(name).orElseThrow().gallery().tilesWithFeatures()).isEqualTo(4);
        List<StoredPicture> lacking = renewal.withoutFeatures(Long.MIN_VALUE, 100);
        assertThat(lacking).hasSize(8).isSortedAccordingTo(Comparator.comparingLong(StoredPicture::sequence))
                .allMatch(picture -> picture.image() != null);
        assertThat(renewal.withoutFeatures(lacking.get(4).sequence(), 2)).extracting(StoredPicture::id)
                .containsExactly(lacking.get(5).id(), lacking.get(6).id());
        tiles.delete(lacking.getFirst().id());
        Map<StoredPicture, LocalFeatures> found = new LinkedHashMap<>();
        lacking.forEach(picture -> found.put(picture, features(1)));
        renewal.putFeatures(found);
        assertThat(renewal.withoutFeatures(Long.MIN_VALUE, 100)).isEmpty();
        assertThat(store.find(name).orElseThrow().gallery()).returns(11L, Gallery::tiles).returns(11L,
                Gallery::tilesWithFeatures);
        renewal.dropDamagedFeatures(() -> {});
        assertThat(store.find(name).orElseThrow().gallery().tilesWithFeatures()).isEqualTo(11);
        assertThat(renewal.hasMetDamage()).isFalse();
    }

    @Test
    void anotherModelTakesOverAllAtOnceWithWhatChangedMeanwhile() throws Exception {
        ModelVersion next = new ModelVersion("next-" + made);
        List<EmbeddedTile> first = IntStream.range(0, 40).mapToObj(i -> tile("t-" + i, i)).toList();
        tiles.put(model(), List.of(), first);
        TileStore.View view = tiles.open();
        TileRenewal renewal = tiles.renewal();
        try (TileRenewal.Reindex reindex = renewal.reindex(next, DIMENSION)) {
            List<StoredPicture> half = reindex.lacking(Long.MIN_VALUE, 20);
            assertThat(half).hasSize(20);
            embed(reindex, half);
            assertThat(renewal.count(next)).isEqualTo(20);
            put(tile("t-1", 201));
            put(tile("new", 300));
            tiles.delete(new TileId("t-2"));
            tiles.delete(new TileId("t-30"));
            tiles.put(model(), List.of(with(first.get(3).tile(), Map.of("picture", 3, "season", "winter"))), List.of());
            assertThat(reindex.switchOver(() -> reindex.lacking(half.getLast().sequence(), 1).isEmpty())).isFalse();
            assertThat(store.find(name).orElseThrow().gallery().model()).isEqualTo(model());
            put(tile("t-4", 204));
            long after = half.getLast().sequence();
            while (!reindex.switchOver(() -> reindex.lacking(Long.MIN_VALUE, 1).isEmpty())) {
                List<StoredPicture> some = reindex.lacking(Long.MIN_VALUE, 7);
                assertThat(some).isNotEmpty();
                embed(reindex, some);
            }
            assertThat(after).isNotZero();
        }
        assertThat(view.search(List.of(descriptor(7)), SearchRequest.top(1)).getFirst().getFirst().tile().id())
                .as("a request that has begun before").isEqualTo(new TileId("t-7"));
        assertThat(tiles.put(model(), List.of(), List.of(tile("late", 1)))).as("the model before").isNull();
        open();
        assertThat(gallery.gallery().model()).isEqualTo(next);
        assertThat(gallery.gallery().tiles()).isEqualTo(39);
        assertThat(gallery.gallery().tilesWithFeatures()).isEqualTo(39);
        assertThat(gallery.gallery().description()).isEqualTo("a town");
        assertThat(ids(tiles.list(null, null, 100))).hasSize(39).doesNotContain("t-2", "t-30").contains("new");
        assertThat(nextBest("t-1")).isEqualTo(new TileId("t-1"));
        assertThat(nextBest("new")).isEqualTo(new TileId("new"));
        assertThat(found("season=winter")).containsExactly("t-3");
        assertThat(tiles.image(new TileId("t-1")).orElseThrow().bytes()).isEqualTo(picture(201));
        put(new EmbeddedTile(tile("t-1", 401).tile(), new Tile.Image("image/jpeg", picture(401)), descriptor(401), next,
                features(2)));
        assertThat(best(401).tile().id()).isEqualTo(new TileId("t-1"));
        tiles.renewal().deleteOthers(next, () -> {});
        assertThat(tiles.renewal().count(next)).isEqualTo(39);
    }

    @Test
    void aReindexThatIsGivenUpKeepsWhatItHasMade() throws Exception {
        ModelVersion next = new ModelVersion("next-" + made);
        tiles.put(model(), List.of(), IntStream.range(0, 10).mapToObj(i -> tile("t-" + i, i)).toList());
        try (TileRenewal.Reindex reindex = tiles.renewal().reindex(next, DIMENSION)) {
            embed(reindex, reindex.lacking(Long.MIN_VALUE, 6));
        }
        put(tile("t-1", 101));
        assertThat(best(101).tile().id()).isEqualTo(new TileId("t-1"));
        try (TileRenewal.Reindex reindex = tiles.renewal().reindex(next, DIMENSION)) {
            List<StoredPicture> left = reindex.lacking(Long.MIN_VALUE, 100);
            assertThat(left).hasSize(5);
            embed(reindex, left);
            assertThat(reindex.switchOver(() -> reindex.lacking(Long.MIN_VALUE, 1).isEmpty())).isTrue();
        }
        open();
        assertThat(gallery.gallery().model()).isEqualTo(next);
        assertThat(nextBest("t-1")).isEqualTo(new TileId("t-1"));
        store.delete(gallery);
        assertThatExceptionOfType(UnknownGalleryException.class).isThrownBy(() -> {
            try (TileRenewal.Reindex reindex = tiles.renewal().reindex(new ModelVersion("third"), DIMENSION)) {
                reindex.switchOver(() -> true);
            }
        });
    }

    /** The next model sees something of its own in every picture: it is told by the tile's name. */
    private void embed(TileRenewal.Reindex reindex, List<StoredPicture> pictures) {
        Map<StoredPicture, Descriptor> embedded = new LinkedHashMap<>();
        pictures.forEach(picture -> embedded.put(picture, descriptor(picture.id().hashCode())));
        reindex.put(embedded);
    }

    private TileId nextBest(String id) {
        return best(new TileId(id).hashCode()).tile().id();
    }

    private ModelVersion model() {
        return gallery.gallery().model();
    }

    private PutResult put(EmbeddedTile tile) {
        return tiles.put(model(), List.of(), List.of(tile)).getFirst();
    }

    private TileMatch best(long picture) {
        return search(picture, SearchRequest.top(1)).getFirst();
    }

    private List<TileMatch> search(long picture, SearchRequest request) {
        return tiles.open().search(List.of(descriptor(picture)), request).getFirst();
    }

    private List<String> found(String attribute) {
        return search(1, new SearchRequest(10, -1, null, null, List.of(AttributeFilter.valueOf(attribute)))).stream()
                .map(match -> match.tile().id().value()).toList();
    }

    private void agree(List<EmbeddedTile> kept, SearchRequest request, Predicate<Tile> filter) {
        List<Descriptor> queries = IntStream.range(5000, 5005).mapToObj(GalleryStoreTest::descriptor).toList();
        List<List<TileMatch>> found = tiles.open().search(queries, request);
        for (int q = 0; q < queries.size(); q++) {
            float[] query = queries.get(q).values();
            List<Double> exact = kept.stream().filter(tile -> filter.test(tile.tile()))
                    .map(tile -> Int8Vector.dot(tile.compact(), query)).filter(score -> score >= request.minScore())
                    .sorted(Comparator.reverseOrder()).limit(request.topK()).toList();
            assertThat(found.get(q)).as("%s", request).hasSameSizeAs(exact)
                    .allMatch(match -> filter.test(match.tile()));
            for (int i = 0; i < exact.size(); i++) {
                assertThat(found.get(q).get(i).score()).as("%s", request).isCloseTo(exact.get(i), within(1e-3));
            }
        }
    }

    /** Tiles round the date line, with attributes that a share of them has. */
    private List<EmbeddedTile> fiji(int count) {
        Random random = new Random(1);
        List<EmbeddedTile> kept = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double longitude = 178 + 4 * random.nextDouble();
            Map<String, Object> attributes = new HashMap<>();
            double chance = random.nextDouble();
            Stream.of(0.001, 0.01, 0.1, 0.5, 1.0).filter(share -> chance < share || share == 0.001 && kept.isEmpty())
                    .forEach(share -> attributes.put("share " + share, true));
            kept.add(new EmbeddedTile(new Tile(new TileId("t-" + i),
                    new GeoPoint(-19 + 4 * random.nextDouble(), longitude > 180 ? longitude - 360 : longitude), null,
                    attributes, hash(i)), new Tile.Image("image/jpeg", picture(i)), descriptor(i), model(), null));
        }
        for (int from = 0; from < count; from += 500) {
            tiles.put(model(), List.of(), kept.subList(from, Math.min(count, from + 500)));
        }
        return kept;
    }

    private static List<String> ids(Collection<Tile> tiles) {
        return tiles.stream().map(tile -> tile.id().value()).toList();
    }

    private EmbeddedTile tile(String id, long picture) {
        return tile(new Tile(new TileId(id), new GeoPoint(47, 8), null, Map.of("picture", picture), hash(picture)),
                picture);
    }

    private EmbeddedTile tile(Tile tile, long picture) {
        return new EmbeddedTile(tile, new Tile.Image("image/jpeg", picture(picture)), descriptor(picture), model(),
                features(picture));
    }

    private static Tile place(String id, double latitude, double longitude) {
        return new Tile(new TileId(id), new GeoPoint(latitude, longitude), null, Map.of(), hash(id.hashCode()));
    }

    private static Tile with(String id, Map<String, Object> attributes) {
        return new Tile(new TileId(id), new GeoPoint(47, 8), null, attributes, hash(id.hashCode()));
    }

    private static Tile with(Tile tile, Map<String, Object> attributes) {
        return new Tile(tile.id(), tile.center(), tile.bounds(), attributes, tile.contentHash());
    }

    private static String hash(long picture) {
        return ContentHash.of(picture(picture));
    }

    private static byte[] picture(long picture) {
        return ("picture " + picture).getBytes(StandardCharsets.UTF_8);
    }

    private static LocalFeatures features(long picture) {
        byte[] descriptor = new byte[LocalFeatures.DIMENSION];
        descriptor[0] = (byte) picture;
        return new LocalFeatures(96, 96, new short[]{1}, new short[]{2}, descriptor);
    }

    /** On a surface of few dimensions, as real ones lie: neighbours stand out from the rest. */
    private static Descriptor descriptor(long seed) {
        Random weights = new Random(seed);
        Random directions = new Random(1);
        float[] values = new float[DIMENSION];
        for (int direction = 0; direction < FREEDOM; direction++) {
            double weight = weights.nextGaussian();
            for (int i = 0; i < DIMENSION; i++) {
                values[i] += (float) (weight * directions.nextGaussian());
            }
        }
        double squares = 0;
        for (float value : values) {
            squares += value * value;
        }
        for (int i = 0; i < DIMENSION; i++) {
            values[i] /= (float) Math.sqrt(squares);
        }
        return new Descriptor(1, values);
    }
}
