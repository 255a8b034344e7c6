package dev.geofix.gallery.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.gallery.ContentHash;
import dev.geofix.gallery.EmbeddedTile;
import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.PutResult;
import dev.geofix.gallery.PutResult.Outcome;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileMatch;
import dev.geofix.gallery.TileRenewal;
import dev.geofix.gallery.TileStore;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.ModelVersion;
import dev.geofix.testing.NamedModel;
import dev.geofix.testing.OpenSearchNodes;
import dev.geofix.verification.LocalFeatures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tiles that lie on three shards by their places: who knows the place asks few of them, and a tile is there once, wherever it was moved from. */
class PlacedTilesTest {
    private static final GalleryName TOWN = new GalleryName("town");
    private static final int DIMENSION = 64;
    private static final GeoPoint HERE = new GeoPoint(47.05, 8.05);
    private static final TileId ID = new TileId("t");
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    static Path folder;

    private static OpenSearchNodes cluster;
    private static GalleryApp app;
    private static GalleryApp single;

    private GalleryStore store;
    private TileStore tiles;

    @BeforeAll
    static void start() throws Exception {
        cluster = OpenSearchNodes.start(1);
        app = app("placed", 3);
        single = app("single", 1);
    }

    private static GalleryApp app(String data, int shards) throws Exception {
        return new GalleryApp(folder.resolve(data), "--geofix.store=opensearch",
                "--geofix.opensearch.shards=" + shards, "--geofix.opensearch.replicas=0",
                "--geofix.opensearch.urls=" + cluster.urls());
    }

    @AfterAll
    static void stop() {
        for (GalleryApp each : new GalleryApp[]{app, single}) {
            if (each != null) {
                each.close();
            }
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void anEmptyGallery() {
        store = app.bean(GalleryStore.class);
        store.put(TOWN, "a town", null, () -> new NamedModel(new ModelVersion("first"), DIMENSION));
        open();
    }

    private void open() {
        tiles = store.tiles(store.find(TOWN).orElseThrow());
    }

    @AfterEach
    void noGallery() {
        store.find(TOWN).ifPresent(store::delete);
    }

    @Test
    void aSearchOfAPlaceAsksFewShardsAndFindsWhatAnyOtherWould() throws Exception {
        Random random = new Random(1);
        List<EmbeddedTile> all = IntStream.range(0, 400)
                .mapToObj(i -> tile("t-" + i, i,
                        new GeoPoint(-17 + random.nextDouble(),
                                GeoPoint.wrapLongitude(179.5 + random.nextDouble()))))
                .toList();
        tiles.put(model(), List.of(), all);
        assertThat(asked(() -> search(1, SearchRequest.top(1000)))).containsExactly(0, 1, 2);
        int few = 0;
        for (int i = 0; i < 20; i++) {
            GeoPoint center = all.get(i).tile().center();
            SearchRequest.Near near = new SearchRequest.Near(center, 3_000 + 300 * i);
            Set<Integer> shards = agree(new SearchRequest(1000, -1, null, near));
            few += shards.size() < 3 ? 1 : 0;
            BoundingBox box = BoundingBox.around(center, 2_000 + 500 * i, 2_000 + 500 * i);
            agree(new SearchRequest(1000, -1, box, null));
            agree(new SearchRequest(1000, -1, box, near));
            assertThat(tiles.list(box, null, 1000)).extracting(tile -> tile.id())
                    .containsExactlyInAnyOrderElementsOf(all.stream().map(EmbeddedTile::tile)
                            .filter(tile -> box.contains(tile.center())).map(Tile::id).toList());
        }
        assertThat(few).isPositive();
        GeoPoint middle = new GeoPoint(-16.55, 179.7);
        assertThat(agree(new SearchRequest(1000, -1, null, new SearchRequest.Near(middle, 100)))).hasSize(1);
        assertThat(asked(() -> tiles.list(BoundingBox.around(middle, 10, 10), null, 10))).hasSize(1);
        agree(new SearchRequest(1000, -1, new BoundingBox(-180, -90, 180, 90), null));
        agree(new SearchRequest(1000, -1, null, new SearchRequest.Near(new GeoPoint(90, 0), 1e7)));
    }

    /** With the answer of a search that all shards were asked for. */
    private Set<Integer> agree(SearchRequest request) throws Exception {
        List<String> wanted = ids(search(1, SearchRequest.top(1000)).stream().filter(match -> {
            GeoPoint center = match.tile().center();
            return (request.box() == null || request.box().contains(center))
                    && (request.near() == null || request.near().contains(center));
        }).toList());
        List<String> found = new ArrayList<>();
        Set<Integer> shards = asked(() -> found.addAll(ids(search(1, request))));
        assertThat(found).as("%s", request).isEqualTo(wanted);
        return shards;
    }

    /** The shards that were searched meanwhile. */
    private static Set<Integer> asked(Callable<?> search) throws Exception {
        Map<Integer, Long> before = searches();
        search.call();
        Set<Integer> asked = new HashSet<>();
        searches().forEach((shard, count) -> {
            if (count > before.getOrDefault(shard, 0L)) {
                asked.add(shard);
            }
        });
        return asked;
    }

    private static Map<Integer, Long> searches() throws Exception {
        Map<Integer, Long> searches = new HashMap<>();
        JsonNode shards = JSON.readTree(cluster.send("GET", "/" + index() + "/_stats/search?level=shards", null))
                .path("indices").path(index()).path("shards");
        shards.properties().forEach(shard -> searches.put(Integer.valueOf(shard.getKey()),
                shard.getValue().path(0).path("search").path("query_total").asLong()));
        return searches;
    }

    @Test
    void aTileThatMovesIsFoundOnceAtItsNewPlace() throws Exception {
        for (String id : List.of("t", "漢".repeat(168), "漢".repeat(200))) {
            List<GeoPoint> places = List.of(HERE, onShardOf(HERE, true), onShardOf(HERE, false), HERE);
            for (int i = 0; i < places.size(); i++) {
                assertThat(put(tile(id, i, places.get(i))).outcome())
                        .isEqualTo(i == 0 ? Outcome.CREATED : Outcome.REPLACED);
                isOnceAt(new TileId(id), places.get(i), i);
            }
            for (GeoPoint place : places) {
                Tile described = tile(id, 3, place).tile();
                assertThat(tiles.put(model(), List.of(described), List.of()).getFirst().outcome())
                        .isEqualTo(Outcome.UNCHANGED);
                isOnceAt(new TileId(id), place, 3);
            }
            assertThat(tiles.delete(new TileId(id))).isTrue();
            assertThat(tiles.delete(new TileId(id))).isFalse();
        }
        assertThat(documents()).isEmpty();
        assertThat(parts()).isZero();
    }

    private void isOnceAt(TileId id, GeoPoint place, int picture) throws Exception {
        assertThat(documents()).singleElement();
        assertThat(tiles.find(List.of(id)).get(id).center()).isEqualTo(place);
        assertThat(tiles.list(null, null, 10)).singleElement().returns(place, Tile::center);
        assertThat(tiles.list(BoundingBox.around(place, 10, 10), null, 10)).hasSize(1);
        for (GeoPoint other : List.of(HERE, onShardOf(HERE, true), onShardOf(HERE, false))) {
            SearchRequest near = new SearchRequest(10, -1, null, new SearchRequest.Near(other, 50));
            assertThat(search(picture, near)).hasSize(other.equals(place) ? 1 : 0);
        }
        assertThat(search(picture, SearchRequest.top(10))).singleElement()
                .returns(true, match -> match.score() > 0.99);
        assertThat(tiles.image(id).orElseThrow().bytes()).isEqualTo(picture(picture));
        assertThat(tiles.features(tiles.find(List.of(id)).values())).hasSize(1);
        assertThat(parts()).as("of what was taken away nothing is left").isEqualTo(2);
    }

    @Test
    void writersThatMoveATileToDifferentPlacesLeaveOneOfTheirs() throws Exception {
        Random random = new Random(2);
        for (int round = 0; round < 15; round++) {
            if (round % 3 == 0) {
                tiles.delete(ID);
            }
            List<EmbeddedTile> moved = new ArrayList<>();
            for (int writer = 0; writer < 3; writer++) {
                moved.add(tile("t", 10 * round + writer, somewhere(random)));
            }
            Tile before = tiles.find(List.of(ID)).get(ID);
            List<Callable<?>> writers = new ArrayList<>();
            moved.forEach(tile -> writers.add(() -> put(tile)));
            if (before != null) {
                Tile described = new Tile(ID, somewhere(random), null, before.attributes(), before.contentHash());
                writers.add(() -> tiles.put(model(), List.of(described), List.of()));
            }
            together(writers);
            assertThat(documents()).as("round %d", round).hasSize(1);
            Tile now = tiles.find(List.of(ID)).get(ID);
            EmbeddedTile winner = moved.stream().filter(tile -> tile.tile().contentHash().equals(now.contentHash()))
                    .findFirst().orElseGet(() -> tile("t", ((Number) now.attributes().get("picture")).longValue(),
                            now.center()));
            assertThat(tiles.image(ID).orElseThrow().bytes()).isEqualTo(winner.image().bytes());
            assertThat(tiles.features(List.of(now))).hasSize(1);
            assertThat(search(1, new SearchRequest(5, -1, null, new SearchRequest.Near(now.center(), 50)))).hasSize(1);
            assertThat(parts()).as("round %d", round).isEqualTo(2);
        }
    }

    @Test
    void whoDeletesATileThatIsMovedLeavesItWholeOrNotAtAll() throws Exception {
        Random random = new Random(3);
        int gone = 0;
        for (int round = 0; round < 14; round++) {
            put(tile("t", round, HERE));
            Tile now = tiles.find(List.of(ID)).get(ID);
            Tile described = new Tile(ID, somewhere(random), null, now.attributes(), now.contentHash());
            EmbeddedTile replaced = tile("t", 1000 + round, somewhere(random));
            boolean describe = round % 2 == 0;
            together(List.of(() -> describe ? tiles.put(model(), List.of(described), List.of()) : put(replaced),
                    () -> {
                        assertThat(tiles.delete(ID)).as("it is there all the time").isTrue();
                        return true;
                    }));
            Tile left = tiles.find(List.of(ID)).get(ID);
            gone += left == null ? 1 : 0;
            assertThat(documents()).hasSize(left == null ? 0 : 1);
            assertThat(tiles.image(ID).isPresent()).isEqualTo(left != null);
            tiles.delete(ID);
            assertThat(documents()).isEmpty();
        }
        assertThat(gone).isPositive();
    }

    @Test
    void whatACrashLeavesBehindIsNotShownAndGoesWithTheNextChange() throws Exception {
        GeoPoint there = onShardOf(HERE, false);
        List<Runnable> changes = List.of(() -> put(tile("t", 3, onShardOf(HERE, true))),
                () -> put(tile("t", 3, HERE)), () -> put(tile("t", 3, there)),
                () -> tiles.put(model(), List.of(tile("t", 2, HERE).tile()), List.of()),
                () -> tiles.put(model(), List.of(tile("t", 2, there).tile()), List.of()), () -> tiles.delete(ID),
                () -> tiles.renewal().dropDamagedFeatures(() -> {}));
        for (Runnable change : changes) {
            crashed(there);
            assertThat(documents()).hasSize(2);
            assertThat(tiles.find(List.of(ID)).get(ID).center()).isEqualTo(there);
            assertThat(tiles.image(ID).orElseThrow().bytes()).isEqualTo(picture(2));
            assertThat(tiles.list(null, null, 1)).singleElement().returns(there, Tile::center);
            assertThat(tiles.list(null, ID, 10)).isEmpty();
            assertThat(tiles.list(BoundingBox.around(HERE, 10, 10), null, 10)).isEmpty();
            assertThat(search(1, SearchRequest.top(10))).singleElement().returns(there, match -> match.tile().center());
            assertThat(tiles.renewal().withoutFeatures(Long.MIN_VALUE, 10)).isEmpty();
            List<TileStore.PlacedTile> covering = tiles.inBox(new BoundingBox(-180, -90, 180, 90), Stream::toList);
            assertThat(covering).hasSize(1);
            change.run();
            int left = tiles.find(List.of(ID)).size();
            assertThat(documents()).hasSize(left);
            assertThat(parts()).isEqualTo(2 * left);
            tiles.delete(ID);
        }
    }

    /** The tile was at one place by picture 1, and then at another by picture 2, before the first was deleted. */
    private void crashed(GeoPoint there) throws Exception {
        put(bounded(tile("t", 1, HERE)));
        JsonNode left = documents().getFirst();
        String kept = left.path("_id").asString();
        put(bounded(tile("t", 2, there)));
        String path = "/" + index() + "/_doc/" + kept.replace("/", "%2F") + "?refresh=true&routing="
                + left.path("_routing").asString();
        assertThat(cluster.send("PUT", path, left.path("_source").toString())).contains("\"created\"");
    }

    private static EmbeddedTile bounded(EmbeddedTile tile) {
        Tile old = tile.tile();
        return new EmbeddedTile(
                new Tile(old.id(), old.center(), BoundingBox.around(old.center(), 100, 100), old.attributes(),
                        old.contentHash()),
                tile.image(), tile.descriptor(), tile.model(), tile.features());
    }

    @Test
    void clocksThatDifferDoNotKeepATileWhereItWas() throws Exception {
        put(tile("t", 1, HERE));
        JsonNode hit = documents().getFirst();
        ObjectNode ahead = (ObjectNode) hit.path("_source");
        long number = ahead.path("sequence").asLong();
        long hour = 3_600_000L << 21;
        ahead.put("sequence", number + hour).put("revision", number + hour);
        cluster.send("PUT", "/" + index() + "/_doc/" + hit.path("_id").asString().replace("/", "%2F")
                + "?refresh=true&routing=" + hit.path("_routing").asString(), ahead.toString());
        String parts = indexes().stream().filter(name -> name.contains("parts")).findFirst().orElseThrow();
        for (String kind : List.of("P", "F")) {
            cluster.send("DELETE", "/" + parts + "/_doc/" + kind + number, null);
        }
        GeoPoint there = onShardOf(HERE, false);
        assertThat(put(tile("t", 2, there)).outcome()).isEqualTo(Outcome.REPLACED);
        isOnceAt(ID, there, 2);
        put(tile("t", 3, HERE));
        isOnceAt(ID, HERE, 3);
    }

    @Test
    void aReindexTakesTheNewestAndLeavesNothingOfTheOthers() throws Exception {
        GeoPoint there = onShardOf(HERE, false);
        crashed(there);
        put(tile("other", 5, HERE));
        ModelVersion next = new ModelVersion("next");
        try (TileRenewal.Reindex reindex = tiles.renewal().reindex(next, DIMENSION)) {
            embed(reindex);
            put(tile("t", 6, onShardOf(HERE, true)));
            put(tile("other", 7, there));
            tiles.put(model(), List.of(tile("other", 7, HERE).tile()), List.of());
            while (!reindex.switchOver(() -> reindex.lacking(Long.MIN_VALUE, 1).isEmpty())) {
                embed(reindex);
            }
        }
        tiles.renewal().deleteOthers(next, () -> {});
        open();
        assertThat(tiles.list(null, null, 10)).extracting(Tile::center).containsExactly(HERE, onShardOf(HERE, true));
        assertThat(store.find(TOWN).orElseThrow().gallery().tiles()).isEqualTo(2);
    }

    private static void embed(TileRenewal.Reindex reindex) {
        Map<TileRenewal.StoredPicture, Descriptor> embedded = new LinkedHashMap<>();
        reindex.lacking(Long.MIN_VALUE, 10).forEach(picture -> embedded.put(picture, descriptor(1)));
        reindex.put(embedded);
    }

    @Test
    void anIndexThatWasMadeBeforeGoesOnAsItIsUntilItIsReindexed() throws Exception {
        store.find(TOWN).ifPresent(store::delete);
        single.bean(GalleryStore.class).put(TOWN, null, null,
                () -> new NamedModel(new ModelVersion("first"), DIMENSION));
        open();
        put(tile("t", 1, HERE));
        put(tile("t", 2, onShardOf(HERE, true)));
        assertThat(documents()).singleElement().returns("t", hit -> hit.path("_id").asString())
                .returns(false, hit -> hit.has("_routing"));
        try (TileRenewal.Reindex reindex = tiles.renewal().reindex(new ModelVersion("next"), DIMENSION)) {
            embed(reindex);
            assertThat(reindex.switchOver(() -> true)).isTrue();
        }
        open();
        GalleryStore other = single.bean(GalleryStore.class);
        TileStore same = other.tiles(other.find(TOWN).orElseThrow());
        same.put(new ModelVersion("next"), List.of(), List.of(tile("u", 3, HERE)));
        assertThat(tiles.find(List.of(ID, new TileId("u")))).hasSize(2);
        assertThat(search(1, new SearchRequest(5, -1, null, new SearchRequest.Near(HERE, 50)))).singleElement()
                .returns(new TileId("u"), match -> match.tile().id());
        store.put(TOWN, "described", null, () -> new NamedModel(new ModelVersion("first"), DIMENSION));
        String refused = cluster.send("PUT", "/" + store().answering(TOWN).orElseThrow().index() + "/_doc/x", "{}");
        assertThat(refused).as("after a change of the mapping too").contains("routing_missing_exception");
    }

    private OpenSearchStore store() {
        return (OpenSearchStore) store;
    }

    private static void together(List<? extends Callable<?>> calls) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            calls.forEach(call -> all.add(threads.submit(call)));
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    private static GeoPoint somewhere(Random random) {
        return new GeoPoint(40 + 0.1 * random.nextInt(8) + 0.05, 8.05);
    }

    /** A place in another cell. */
    private static GeoPoint onShardOf(GeoPoint place, boolean same) {
        try {
            int shard = shard(place);
            for (double latitude = place.latitude() + 0.1;; latitude += 0.1) {
                GeoPoint other = new GeoPoint(latitude, place.longitude());
                if ((shard(other) == shard) == same) {
                    return other;
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final Map<String, Integer> SHARDS = new HashMap<>();

    private static int shard(GeoPoint place) throws Exception {
        String cell = PlaceCells.of(place);
        Integer known = SHARDS.get(cell);
        if (known == null) {
            if (SHARDS.isEmpty()) {
                cluster.send("PUT", "/shards-of-cells", "{\"settings\": {\"number_of_shards\": 3}}");
            }
            known = JSON
                    .readTree(cluster.send("GET", "/shards-of-cells/_search_shards?routing=" + cell, null))
                    .path("shards").path(0).path(0).path("shard").asInt();
            SHARDS.put(cell, known);
        }
        return known;
    }

    private static Set<String> indexes() throws Exception {
        return Set.copyOf(JSON.readTree(cluster.send("GET", "/geofix-*", null)).propertyNames());
    }

    private static String index() throws Exception {
        return indexes().stream().filter(name -> !name.contains("parts")).findFirst().orElseThrow();
    }

    private static List<JsonNode> documents() throws Exception {
        List<JsonNode> hits = new ArrayList<>();
        JSON.readTree(cluster.send("GET", "/" + index() + "/_search?size=100", null)).path("hits").path("hits")
                .forEach(hits::add);
        return hits;
    }

    /** Pictures and local features that are kept. */
    private static long parts() throws Exception {
        cluster.send("POST", "/geofix-*-parts/_refresh", null);
        return JSON.readTree(cluster.send("GET", "/geofix-*-parts/_count?q=kind:(PICTURE%20OR%20FEATURES)", null))
                .path("count").asLong(-1);
    }

    private ModelVersion model() {
        return store.find(TOWN).map(StoredGallery::gallery).orElseThrow().model();
    }

    private PutResult put(EmbeddedTile tile) {
        return Optional.ofNullable(tiles.put(model(), List.of(), List.of(tile))).orElseThrow().getFirst();
    }

    private List<TileMatch> search(long picture, SearchRequest request) {
        return tiles.open().search(List.of(descriptor(picture)), request).getFirst();
    }

    private static List<String> ids(List<TileMatch> matches) {
        return matches.stream().map(match -> match.tile().id().value()).toList();
    }

    private EmbeddedTile tile(String id, long picture, GeoPoint center) {
        byte[] descriptor = new byte[LocalFeatures.DIMENSION];
        descriptor[0] = (byte) picture;
        return new EmbeddedTile(
                new Tile(new TileId(id), center, null, Map.of("picture", picture),
                        ContentHash.of(picture(picture))),
                new Tile.Image("image/jpeg", picture(picture)), descriptor(picture), model(),
                new LocalFeatures(96, 96, new short[]{1}, new short[]{2}, descriptor));
    }

    private static byte[] picture(long picture) {
        return ("picture " + picture).getBytes(StandardCharsets.UTF_8);
    }

    private static Descriptor descriptor(long seed) {
        Random random = new Random(seed);
        float[] values = new float[DIMENSION];
        double squares = 0;
        for (int i = 0; i < DIMENSION; i++) {
            values[i] = (float) random.nextGaussian();
            squares += values[i] * values[i];
        }
        for (int i = 0; i < DIMENSION; i++) {
            values[i] /= (float) Math.sqrt(squares);
        }
        return new Descriptor(1, values);
    }
}
