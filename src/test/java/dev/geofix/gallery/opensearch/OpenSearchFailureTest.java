package dev.geofix.gallery.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.geofix.gallery.Gallery;
import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.NewTile;
import dev.geofix.gallery.Pictures;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.TestQueries;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileRenewal;
import dev.geofix.gallery.GalleryReader;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.GeoPoint;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.ModelVersion;
import dev.geofix.platform.UnavailableException;
import dev.geofix.testing.OpenSearchNodes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of calls while the cluster cannot do what it should: a right answer, or a 503 that says what is missing. Nothing that was acknowledged is lost. */
class OpenSearchFailureTest {
    private static final GalleryName TOWN = new GalleryName("town");

    @TempDir
    static Path folder;

    private static OpenSearchNodes cluster;
    private static GalleryApp app;

    @BeforeAll
    static void start() throws Exception {
        cluster = OpenSearchNodes.start(1);
        app = new GalleryApp(folder.resolve("data"), "--geofix.store=opensearch", "--geofix.opensearch.replicas=0",
                "--geofix.opensearch.timeout=12s", "--geofix.opensearch.patience=3s",
                "--geofix.opensearch.urls=" + cluster.urls());
    }

    @AfterAll
    static void stop() {
        if (app != null) {
            app.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void aGallery() {
        app.galleries().create(TOWN, null);
        app.galleries().put(TOWN, List.of(tile(0), tile(1), tile(2)));
    }

    @AfterEach
    void noGallery() throws Exception {
        for (String index : indexes()) {
            cluster.send("DELETE", "/" + index, null);
        }
    }

    private static Set<String> indexes() throws Exception {
        JsonNode all = JsonMapper.shared().readTree(cluster.send("GET", "/geofix-*", null));
        return Set.copyOf(all.propertyNames());
    }

    private static String tilesIndex() throws Exception {
        return indexes().stream().filter(name -> !name.contains("parts")).findFirst().orElseThrow();
    }

    private static void isWhole(int tiles) {
        GalleryReader open = app.galleries().open(TOWN);
        assertThat(open.search(TestQueries.of(open, 1), SearchRequest.top(10))).hasSize(tiles).first()
                .satisfies(match -> assertThat(match.tile().id()).isEqualTo(new TileId("t-1")));
    }

    @Test
    void fullDisksTakeNoTilesAndGoOnAnswering() throws Exception {
        cluster.send("PUT", "/geofix-*/_settings", "{\"index.blocks.read_only_allow_delete\": true}");
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> app.galleries().put(TOWN, List.of(tile(3)))).withMessageContaining("disks are full");
        isWhole(3);
        app.http().get().uri("/galleries/town/tiles/t-3").exchange().expectStatus().isNotFound();
        cluster.send("PUT", "/geofix-*/_settings", "{\"index.blocks.read_only_allow_delete\": null}");
        app.galleries().put(TOWN, List.of(tile(3)));
        isWhole(4);
    }

    @Test
    void aClusterThatIsGoneForAWhileHasKeptEverything() throws Exception {
        cluster.kill(0);
        app.http().get().uri("/galleries/town").exchange().expectStatus().isEqualTo(503).expectHeader()
                .exists("Retry-After").expectBody().jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains("cannot be reached", "127.0.0.1"));
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> app.galleries().put(TOWN, List.of(tile(3))));
        cluster.run(0);
        await().atMost(Duration.ofSeconds(120)).ignoreExceptionsInstanceOf(UnavailableException.class)
                .untilAsserted(() -> isWhole(3));
    }

    @Test
    void aClusterThatSaysNothingIsGivenUpInTime() throws Exception {
        cluster.freeze(0);
        try {
            long start = System.nanoTime();
            assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> app.galleries().open(TOWN));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
        } finally {
            cluster.wake(0);
        }
        await().atMost(Duration.ofSeconds(60)).ignoreExceptionsInstanceOf(UnavailableException.class)
                .untilAsserted(() -> isWhole(3));
    }

    @Test
    void aRedIndexIsNoAnswer() throws Exception {
        String index = tilesIndex();
        cluster.send("POST", "/" + index + "/_close", null);
        try {
            assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> isWhole(3));
            app.http().get().uri("/galleries/town/tiles").exchange().expectStatus().isEqualTo(503);
        } finally {
            cluster.send("POST", "/" + index + "/_open", null);
        }
        await().atMost(Duration.ofSeconds(60)).ignoreExceptionsInstanceOf(UnavailableException.class)
                .untilAsserted(() -> isWhole(3));
    }

    @Test
    void anIndexOfOthersUnderTheNameIsToldAndLeftAlone() throws Exception {
        String alias = new GalleryLayout(settings()).answering(new GalleryName("other"));
        cluster.send("PUT", "/" + alias, "{\"settings\": {\"number_of_replicas\": 0}}");
        cluster.send("PUT", "/" + alias + "/_doc/1?refresh=true", "{\"theirs\": true}");
        app.http().put().uri("/galleries/other").exchange().expectStatus().isEqualTo(503).expectBody()
                .jsonPath("$.detail").value(String.class, detail -> assertThat(detail).contains(alias, "not Geofix's",
                        "geofix.opensearch.prefix"));
        assertThat(cluster.send("GET", "/" + alias + "/_doc/1", null)).contains("theirs");
        isWhole(3);
    }

    @Test
    void anIndexMadeByHandInItsPlaceIsTold() throws Exception {
        String index = tilesIndex();
        JsonNode made = JsonMapper.shared().readTree(cluster.send("GET", "/" + index, null)).path(index);
        cluster.send("DELETE", "/" + index, null);
        cluster.send("PUT", "/" + index,
                JsonMapper.shared()
                        .writeValueAsString(Map.of("aliases", made.path("aliases"), "mappings",
                                Map.of("_meta", made.path("mappings").path("_meta"), "properties",
                                        Map.of("tile", Map.of("type", "text"))))));
        app.http().get().uri("/galleries/town").exchange().expectStatus().isEqualTo(503).expectBody()
                .jsonPath("$.detail").value(String.class, detail -> assertThat(detail).contains("changed by hand"));
        cluster.send("PUT", "/" + index + "/_mapping", "{\"_meta\": {}}");
        app.http().get().uri("/galleries/town").exchange().expectStatus().isEqualTo(503).expectBody()
                .jsonPath("$.detail").value(String.class, detail -> assertThat(detail).contains("removed"));
    }

    @Test
    void anotherServerOrVersionIsToldByItsName() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            byte[] answer = "{\"version\": {\"number\": \"8.17.0\"}}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        other.start();
        try (GalleryApp lost = new GalleryApp(folder.resolve("lost"), "--geofix.store=opensearch",
                "--geofix.opensearch.urls=http://127.0.0.1:" + other.getAddress().getPort())) {
            assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> lost.galleries().open(TOWN))
                    .withMessageContaining("Elasticsearch 8.17.0").withMessageContaining("OpenSearch 3");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void anIndexOfAFormerModelIsSweptAtTheStartAndNoneThatAnswersOrIsInTheMaking() throws Exception {
        OpenSearchStore store = app.bean(OpenSearchStore.class);
        String former = tilesIndex();
        reindexed("next").close();
        Set<String> before = indexes();
        String answering = before.stream().filter(each -> !each.contains("parts") && !each.equals(former)).findFirst()
                .orElseThrow();
        try (TileRenewal.Reindex another = begun("third");
                GalleryApp next = new GalleryApp(folder.resolve("next"), "--geofix.store=opensearch",
                        "--geofix.opensearch.replicas=0", "--geofix.opensearch.urls=" + cluster.urls())) {
            String making = indexes().stream().filter(each -> !before.contains(each)).findFirst().orElseThrow();
            RetiredIndexes retired = next.bean(RetiredIndexes.class);
            await().atMost(Duration.ofSeconds(20)).until(() -> retired.waiting().equals(Set.of(former)));
            // As in the last moment of a switch, by whichever instance.
            cluster.send("PUT", "/" + answering + "/_block/write", null);
            List.of(making, answering, former).forEach(retired::delete);
            assertThat(indexes()).contains(making, answering).doesNotContain(former);
            assertThat(store.find(TOWN).orElseThrow().gallery()).returns(3L, Gallery::tiles)
                    .returns(new ModelVersion("next"), Gallery::model);
        }
    }

    private static TileRenewal.Reindex begun(String model) {
        OpenSearchStore store = app.bean(OpenSearchStore.class);
        StoredGallery stored = store.find(TOWN).orElseThrow();
        return store.tiles(stored).renewal().reindex(new ModelVersion(model), stored.dimension());
    }

    /** Switched over, and stopped before the index of the model before was to be deleted. */
    private static TileRenewal.Reindex reindexed(String model) {
        TileRenewal.Reindex reindex = begun(model);
        GalleryReader open = app.galleries().open(TOWN);
        Map<TileRenewal.StoredPicture, Descriptor> embedded = new HashMap<>();
        reindex.lacking(Long.MIN_VALUE, 10).forEach(picture -> embedded.put(picture, TestQueries.of(open, 1)));
        reindex.put(embedded);
        assertThat(reindex.switchOver(() -> true)).isTrue();
        return reindex;
    }

    private static OpenSearchSettings settings() {
        return new OpenSearchSettings(List.of(URI.create("http://localhost:9200")), null, null, "geofix", 1, 0,
                OpenSearchSettings.Engine.LUCENE, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    private static NewTile tile(int number) {
        return new NewTile(new TileId("t-" + number), new GeoPoint(47, 8), null, Map.of(), Pictures.png(number));
    }
}
