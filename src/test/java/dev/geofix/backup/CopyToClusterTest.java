package dev.geofix.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.gallery.CopyTarget;
import dev.geofix.gallery.Gallery;
import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryReader;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.NewTile;
import dev.geofix.gallery.Pictures;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.TestQueries;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileStore;
import dev.geofix.gallery.embedded.DataFolderGalleries;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.inference.ModelVersion;
import dev.geofix.platform.UserException;
import dev.geofix.security.Keys;
import dev.geofix.security.KeysCommand;
import dev.geofix.testing.OpenSearchNodes;
import dev.geofix.testing.PostgresServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command copy-to-cluster, from a folder on which a service runs into a real OpenSearch and PostgreSQL. */
class CopyToClusterTest {
    private static final GalleryName TOWN = new GalleryName("town & harbour");
    private static final GalleryName PLAIN = new GalleryName("plain");
    private static final ModelVersion FIRST = new ModelVersion("tiny-1");
    private static final ModelVersion SECOND = new ModelVersion("tiny-2");
    private static final int TILES = 40;
    private static final int PLAIN_TILES = 330;
    private static int made;

    @TempDir
    static Path folder;

    private static OpenSearchNodes nodes;
    private static PostgresServer postgres;
    private static Path data;
    private static GalleryApp app;

    private String prefix;
    private int shards = 1;
    private String database;
    private Path shared;
    private Path from = data;
    private volatile StringWriter told = new StringWriter();
    private String out;
    private String err;

    /** Two galleries of different models, of which one has no local features; a tile was deleted. */
    @BeforeAll
    static void aLiveFolderAndAnEmptyCluster() throws Exception {
        postgres = PostgresServer.common();
        nodes = OpenSearchNodes.start(1);
        data = folder.resolve("data");
        app = new GalleryApp(data);
        app.galleries().create(PLAIN, "without local features", false);
        app.galleries().put(PLAIN, IntStream.range(0, PLAIN_TILES).mapToObj(i -> tile("p-" + i, i)).toList());
        app.activate(SECOND, data);
        app.galleries().create(TOWN, "a town");
        app.galleries().put(TOWN, IntStream.range(0, TILES).mapToObj(i -> tile("t-" + i, i)).toList());
        app.galleries().deleteTile(TOWN, new TileId("t-7"));
        app.galleries().put(TOWN, List.of(tile("t-8", 1008)));
    }

    @AfterAll
    static void stop() {
        if (app != null) {
            app.close();
        }
        if (nodes != null) {
            nodes.close();
        }
    }

    @BeforeEach
    void anotherCluster() {
        prefix = "copy" + ++made;
        database = postgres.newDatabase();
        shared = folder.resolve(prefix);
    }

    @Test
    void everythingArrivesAndIsBroughtUpToDate() throws Exception {
        String ann = new Keys(data).create("ann", "gallery");
        String bob = new Keys(data).create("bob", "locate");
        keys("revoke", "bob");
        assertThat(copy()).as(err).isZero();
        assertThat(out).contains("39 tiles in the folder, 39 in the copy: 39 copied now",
                "330 tiles in the folder, 330 in the copy: 330 copied now", "39 compared byte for byte",
                "100 compared byte for byte", "models: 2 in the folder, 2 copied now", "model tiny-2 is active",
                "keys: 2 copied now", "A service still runs on " + data);
        assertThat(descriptors(TOWN, SECOND)).isEqualTo(inFolder(TOWN, SECOND)).hasSize(39);
        assertThat(descriptors(PLAIN, FIRST)).isEqualTo(inFolder(PLAIN, FIRST)).hasSize(PLAIN_TILES);
        try (GalleryApp cluster = cluster()) {
            isAlike(cluster, TOWN);
            isAlike(cluster, PLAIN);
            assertThat(answers(cluster, TOWN)).isEqualTo(answers(app, TOWN));
            assertThat(status(cluster, ann)).isEqualTo(200);
            assertThat(status(cluster, bob)).isEqualTo(401);
            assertThat(status(cluster, "none")).isEqualTo(401);

            cluster.galleries().put(TOWN, List.of(tile("theirs", 2000), tile("other", 2002)));
            cluster.galleries().put(TOWN, List.of(tile("same", 2001)));
            byte[] other = image(cluster, "other");
            app.galleries().put(TOWN, List.of(tile("other", 2003), tile("new", 2004)));
            app.galleries().put(TOWN, List.of(tile("same", 2001)));
            app.galleries().put(TOWN, List.of(tile("t-1", 1001)));
            app.galleries().put(TOWN, List.of(new NewTile(new TileId("t-2"), new GeoPoint(46, 7), null,
                    Map.of("season", "winter"), Pictures.png(2))));
            app.galleries().deleteTile(TOWN, new TileId("t-3"));
            app.galleries().deleteTile(TOWN, new TileId("t-4"));
            app.galleries().put(TOWN, List.of(tile("t-4", 4)));
            app.galleries().create(TOWN, "a town by the sea");
            keys("revoke", "ann");
            String again = new Keys(data).create("ann", "admin");

            assertThat(copy()).isEqualTo(1);
            assertThat(err).hasLineCount(1).contains("error: tile 'other' of gallery 'town & harbour' was put in the "
                    + "cluster with another content", "delete it there");
            assertThat(out).contains("in the copy and 3 that were put in the cluster: 3 copied now, 1 brought up to "
                    + "date, 1 deleted", ": 0 copied now, 0 brought up to date, 0 deleted", "keys: 1 copied now");
            assertThat(image(cluster, "other")).isEqualTo(other);
            assertThat(ids(cluster)).contains("theirs", "same", "other", "new").doesNotContain("t-3", "t-7");
            assertThat(status(cluster, ann)).isEqualTo(401);
            assertThat(status(cluster, again)).isEqualTo(200);

            cluster.galleries().deleteTile(TOWN, new TileId("other"));
            assertThat(copy()).as(err).isZero();
            cluster.galleries().deleteTile(TOWN, new TileId("theirs"));
            isAlike(cluster, TOWN);
            assertThat(answers(cluster, TOWN)).isEqualTo(answers(app, TOWN));
            keys("revoke", "ann");
        } finally {
            // Without keys the other tests need none.
            app.bean(JdbcClient.class).sql("delete from api_key").update();
        }
    }

    @Test
    void aCopyThatIsKilledGoesOnWithoutATileTwiceOrMissing() throws Exception {
        List<String> words = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.geofix.app.Geofix", "copy-to-cluster", "--gallery", PLAIN.value()));
        words.addAll(settings());
        Process process = new ProcessBuilder(words).redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.log").toFile()).start();
        try {
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(5)).until(() -> {
                assertThat(process.isAlive()).as(Files.readString(folder.resolve("killed.log"))).isTrue();
                return tilesInCluster() > 0;
            });
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(tilesInCluster()).isBetween(1L, PLAIN_TILES - 1L);
        assertThat(copy("--gallery", PLAIN.value())).as(err).isZero();
        assertThat(out).contains("330 tiles in the folder, 330 in the copy");
        assertThat(descriptors(PLAIN, FIRST)).isEqualTo(inFolder(PLAIN, FIRST));
        assertThat(tilesInCluster()).isEqualTo(PLAIN_TILES);
        assertThat(copy("--gallery", PLAIN.value())).as(err).isZero();
        assertThat(out).contains(": 0 copied now, 0 brought up to date, 0 deleted");
    }

    @Test
    void whatIsOfOthersIsRefusedAndLeftAlone() throws Exception {
        assertThat(copy("--gallery", PLAIN.value())).as(err).isZero();
        try (GalleryApp cluster = cluster()) {
            cluster.galleries().create(TOWN, "theirs");
            cluster.galleries().put(TOWN, List.of(tile("theirs", 1)));
            assertThat(copy()).isEqualTo(1);
            assertThat(err).hasLineCount(1).contains(
                    "error: Gallery 'town & harbour' is in the cluster already, and was made there", "Delete it there",
                    "--gallery");
            assertThat(out).contains("1 of 2 galleries are copied", "run this again");
            assertThat(ids(cluster)).containsExactly("theirs");
            assertThat(cluster.galleries().get(TOWN).description()).isEqualTo("theirs");
            isAlike(cluster, PLAIN);
        }
        Files.writeString(shared.resolve("models/tiny-1/model.json"), " ", StandardOpenOption.APPEND);
        assertThat(copy("--gallery", PLAIN.value())).isEqualTo(1);
        assertThat(err).contains("Another model of the name tiny-1 is in " + shared,
                "gallery 'plain' is not copied: its model tiny-1 is another one in the cluster");
    }

    /** A backup of the folder, on which no service runs: nothing may be left open. */
    @Test
    void aStoppedFolderIsCopiedToTheEndOrSaysWhyNot() throws Exception {
        Path stopped = folder.resolve("stopped");
        assertThat(new CommandLine(new BackupCommand()).setOut(new PrintWriter(new StringWriter()))
                .execute("--data", data.toString(), "--out", stopped.toString())).isZero();
        from = stopped;
        execute("""
                insert into job (id, kind, state, parameters, created) values ('0815', 'import', 'RUNNING', '{}', 0)""");
        assertThat(copy()).isEqualTo(2);
        assertThat(err).contains("1 jobs have not ended (import 0815)", "cancel them", "--leave-jobs");
        assertThat(tilesInCluster()).isZero();
        assertThat(copy("--leave-jobs")).as(err).isZero();
        assertThat(out).contains("They stay behind in " + stopped, "All of it is in the cluster");
        execute("update job set state = 'CANCELLED'");

        String hit = index(TOWN) + "/_doc/t-5";
        assertThat(nodes.send("GET", "/" + hit, null)).contains("\"found\":true");
        nodes.send("POST", "/" + hit.replace("_doc", "_update") + "?refresh=true",
                "{\"doc\": {\"descriptor\": \"AAAA\"}}");
        assertThat(copy()).isEqualTo(1);
        assertThat(err).hasLineCount(1).contains("tile 't-5' of gallery 'town & harbour' differs from its copy: its "
                + "descriptor. Delete it in the cluster and run this again");
        nodes.send("DELETE", "/" + hit + "?refresh=true", null);
        assertThat(copy()).as(err).isZero();

        execute("update tile_descriptor set descriptor = zeroblob(length(descriptor)) where sequence = 3",
                "insert into gallery (name, description, model, dimension, created) values ('lost', '', 'gone-1', 128, 0)");
        prefix += "b";
        assertThat(copy()).isEqualTo(1);
        assertThat(err).hasLineCount(2).contains("tile 'p-2' of gallery 'plain' is not copied: its descriptor by the "
                + "model tiny-1 is missing or damaged", "gallery 'lost' is of model gone-1, which is neither in");
        assertThat(out).contains("330 tiles in the folder, 329 in the copy");

        execute("delete from tile where sequence = 3", "delete from gallery where name = 'lost'",
                "update gallery set model = 'tiny-2' where name = 'plain'",
                "update tile_descriptor set model = 'tiny-2'");
        assertThat(copy()).isEqualTo(1);
        assertThat(err).hasLineCount(1).contains("The copy of gallery 'plain' is of model tiny-1", "--anew");
        assertThat(descriptors(PLAIN, FIRST)).hasSize(329);
        assertThat(copy("--anew")).as(err).isZero();
        assertThat(out).contains("is deleted and made anew", "329 tiles in the folder, 329 in the copy");
        assertThat(descriptors(PLAIN, FIRST)).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithItsWords() {
        from = folder.resolve("none");
        assertThat(copy()).isEqualTo(2);
        assertThat(err).contains("no geofix.db", "--data");
        from = data;
        assertThat(copy("--gallery", "nowhere")).isEqualTo(2);
        assertThat(err).contains("there is no gallery 'nowhere'");
        assertThat(copy("--keys")).isEqualTo(2);
        assertThat(err).contains("'--keys' is neither an option nor a setting");
        assertThat(copy("--geofix.store=embedded")).isEqualTo(2);
        assertThat(err).contains("into OpenSearch only");
        assertThat(copy("--geofix.opensearch.engine=none")).isEqualTo(2);
        assertThat(err).contains("geofix.opensearch.engine");
    }

    private void execute(String... statements) {
        PostgresServer.execute("jdbc:sqlite:" + from.resolve("geofix.db") + "?foreign_keys=on", statements);
    }

    /** Each run begins on what those before have left, and is killed a step later. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aCopyThatEndsAtAnyStepIsCompletedByTheNext(int ofShards) throws Exception {
        shards = ofShards;
        GalleryName steps = new GalleryName("steps");
        app.galleries().create(steps, null);
        try (ConfigurableApplicationContext cluster = ClusterSettings.open(settings().subList(2, settings().size()));
                Connection connection = Database.open(data)) {
            app.galleries().put(steps, IntStream.range(0, 12).mapToObj(i -> tile("s-" + i, i)).toList());
            DataFolderGalleries source = new DataFolderGalleries(
                    JdbcClient.create(new SingleConnectionDataSource(connection, true)),
                    cluster.getBean(JsonMapper.class));
            CopyTarget target = cluster.getBean(CopyTarget.class);
            StoredGallery gallery = source.list().stream().filter(each -> each.gallery().name().equals(steps))
                    .findFirst().orElseThrow();
            StoredGallery begun = target.begin(gallery);
            assertThat(target.begin(gallery)).as("whose first answer was lost").isEqualTo(begun);
            CopyTarget.Tiles copy = target.tiles(begun);
            int first = untilDone(gallery, source, copy);
            app.galleries().put(steps, List.of(tile("s-1", 301), tile("s-20", 302)));
            app.galleries().put(steps, List.of(new NewTile(new TileId("s-2"), new GeoPoint(46, 7), null,
                    Map.of("season", "winter"), Pictures.png(2))));
            app.galleries().deleteTile(steps, new TileId("s-3"));
            String features = "F" + source.after(gallery, 0, 1000).getFirst().sequence();
            String parts = indexes().keySet().stream().filter(each -> each.contains("parts")).findFirst().orElseThrow();
            nodes.send("DELETE", "/" + parts + "/_doc/" + features + "?refresh=true", null);
            int second = untilDone(gallery, source, copy);
            assertThat(first).as("before it read, before it put").isEqualTo(2);
            assertThat(second).as("and before it deleted, described, put local features").isEqualTo(5);
            assertThat(descriptors(steps, SECOND)).isEqualTo(inFolder(steps, SECOND)).hasSize(12);
        } finally {
            app.galleries().delete(steps);
        }
    }

    /** @return how often it was killed */
    private static int untilDone(StoredGallery gallery, DataFolderGalleries source, CopyTarget.Tiles copy) {
        CopyLog log = new CopyLog(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
        ClusterPatience patience = new ClusterPatience(log);
        for (int kill = 1;; kill++) {
            try {
                new GalleryCopy(gallery, source, killed(copy, kill), patience, log).run();
                CopyCheck.Result check = new CopyCheck(gallery, source, copy, patience, Set.of()).run();
                assertThat(check.differences()).isEmpty();
                assertThat(check.wrong()).isEmpty();
                assertThat(check.compared()).isEqualTo(12);
                assertThat(log.errors()).isZero();
                return kill - 1;
            } catch (Killed e) {
                assertThat(copy.others()).isZero();
            }
        }
    }

    /** Nothing catches it, so what follows does not happen: as if the process had been killed. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** The same, until the step of that number. */
    private static CopyTarget.Tiles killed(CopyTarget.Tiles copy, int kill) {
        AtomicInteger step = new AtomicInteger();
        return (CopyTarget.Tiles) Proxy.newProxyInstance(CopyTarget.class.getClassLoader(),
                new Class<?>[]{CopyTarget.Tiles.class}, (proxy, method, arguments) -> {
                    if (step.incrementAndGet() == kill) {
                        throw new Killed();
                    }
                    return method.invoke(copy, arguments);
                });
    }

    @Test
    void waitsForAClusterThatIsAway() throws Exception {
        nodes.kill(0);
        try (ExecutorService one = Executors.newSingleThreadExecutor()) {
            Future<Integer> copying = one.submit(() -> copy("--gallery", PLAIN.value()));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> told.toString().contains("waiting for up to 10 minutes"));
            nodes.run(0);
            assertThat(copying.get(120, TimeUnit.SECONDS)).as(err).isZero();
            assertThat(out).contains("does not answer", "it goes on", "330 tiles in the folder, 330 in the copy");
        }
    }

    private int copy(String... further) {
        told = new StringWriter();
        StringWriter errors = new StringWriter();
        List<String> words = new ArrayList<>(settings());
        words.addAll(List.of(further));
        int status = new CommandLine(new CopyToClusterCommand()).setOut(new PrintWriter(told))
                .setErr(new PrintWriter(errors)).setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (!(failure instanceof UserException)) {
                        throw failure;
                    }
                    errors.append(failure.getMessage());
                    return 2;
                }).execute(words.toArray(String[]::new));
        out = told.toString();
        err = errors.toString();
        return status;
    }

    private List<String> settings() {
        return List.of("--data", from.toString(), "--geofix.opensearch.urls=" + nodes.urls(),
                "--geofix.opensearch.prefix=" + prefix, "--geofix.opensearch.replicas=0",
                "--geofix.opensearch.shards=" + shards, "--geofix.database=" + database, "--geofix.shared=" + shared);
    }

    /** A service of the cluster. */
    private GalleryApp cluster() throws Exception {
        List<String> settings = new ArrayList<>(settings().subList(2, settings().size()));
        settings.add("--geofix.store=opensearch");
        return new GalleryApp(folder.resolve(prefix + "-instance"), settings.toArray(String[]::new));
    }

    private static void keys(String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--data", data.toString()));
        assertThat(new CommandLine(new KeysCommand()).setOut(new PrintWriter(new StringWriter()))
                .execute(line.toArray(String[]::new))).isZero();
    }

    private static int status(GalleryApp cluster, String key) {
        return cluster.http().get().uri("/galleries").header("Authorization", "Bearer " + key).exchange()
                .returnResult(Void.class).getStatus().value();
    }

    /** Rows, pictures and local features, as the port gives them. */
    private static void isAlike(GalleryApp cluster, GalleryName name) {
        Gallery here = app.galleries().get(name);
        Gallery there = cluster.galleries().get(name);
        assertThat(there).isEqualTo(here);
        TileStore kept = tiles(app, name);
        TileStore copies = tiles(cluster, name);
        List<Tile> all = kept.list(null, null, 1000);
        assertThat(copies.list(null, null, 1000)).isEqualTo(all);
        assertThat(copies.features(all)).isEqualTo(kept.features(all));
        for (Tile tile : all) {
            Tile.Image image = kept.image(tile.id()).orElseThrow();
            Tile.Image copy = copies.image(tile.id()).orElseThrow();
            assertThat(copy.bytes()).isEqualTo(image.bytes());
            assertThat(copy.mediaType()).isEqualTo(image.mediaType());
        }
    }

    private static TileStore tiles(GalleryApp service, GalleryName name) {
        GalleryStore store = service.bean(GalleryStore.class);
        return store.tiles(store.find(name).orElseThrow());
    }

    private static byte[] image(GalleryApp service, String tile) {
        return service.galleries().image(TOWN, new TileId(tile)).bytes();
    }

    private static List<String> ids(GalleryApp service) {
        return tiles(service, TOWN).list(null, null, 1000).stream().map(tile -> tile.id().value()).toList();
    }

    /** Ranked tiles with their scores, for some photos. */
    private static List<List<String>> answers(GalleryApp service, GalleryName name) {
        GalleryReader open = service.galleries().open(name);
        return Stream.of(0, 5, 17, 39, 5000).map(photo -> open
                .search(TestQueries.of(open, photo), SearchRequest.top(10)).stream()
                .map(match -> match.tile().id() + " " + match.score()).toList()).toList();
    }

    /** Base64, by tile, as SQLite has them. */
    private static Map<String, String> inFolder(GalleryName name, ModelVersion model) {
        Map<String, String> found = new TreeMap<>();
        app.bean(JdbcClient.class).sql("""
                select tile, descriptor from tile join tile_descriptor using (sequence)
                join gallery on gallery.id = tile.gallery where gallery.name = ? and tile_descriptor.model = ?""")
                .params(name.value(), model.value()).query(row -> {
                    found.put(row.getString(1), Base64.getEncoder().encodeToString(row.getBytes(2)));
                });
        return found;
    }

    /** The same as OpenSearch has them. */
    private Map<String, String> descriptors(GalleryName name, ModelVersion model) throws Exception {
        Map<String, String> found = new TreeMap<>();
        if (meta(indexes().get(index(name))).path("model").asString("").equals(model.value())) {
            JsonMapper.shared().readTree(nodes.send("GET", "/" + index(name)
                    + "/_search?size=1000&_source_includes=tile,descriptor", null)).path("hits").path("hits")
                    .forEach(hit -> found.put(hit.path("_source").path("tile").asString(""),
                            hit.path("_source").path("descriptor").asString("")));
        }
        return found;
    }

    private String index(GalleryName name) throws Exception {
        return indexes().entrySet().stream()
                .filter(index -> meta(index.getValue()).path("name").asString("").equals(name.value()))
                .map(Map.Entry::getKey).findFirst().orElseThrow();
    }

    private static JsonNode meta(JsonNode index) {
        return index.path("mappings").path("_meta").path("geofix");
    }

    private Map<String, JsonNode> indexes() throws Exception {
        Map<String, JsonNode> found = new HashMap<>();
        JsonMapper.shared().readTree(nodes.send("GET", "/" + prefix + "-*", null)).properties()
                .forEach(index -> found.put(index.getKey(), index.getValue()));
        return found;
    }

    private long tilesInCluster() throws Exception {
        long tiles = 0;
        for (Map.Entry<String, JsonNode> index : indexes().entrySet()) {
            if (!index.getKey().contains("parts")) {
                tiles += JsonMapper.shared().readTree(nodes.send("GET", "/" + index.getKey() + "/_count", null))
                        .path("count").asLong(0);
            }
        }
        return tiles;
    }

    /** Every third has no bounds. */
    private static NewTile tile(String id, int picture) {
        BoundingBox bounds = new BoundingBox(8 + picture * 0.001, 47, 8.001 + picture * 0.001, 47.001);
        return new NewTile(new TileId(id), bounds.center(), picture % 3 == 0 ? null : bounds,
                Map.of("number", picture, "share", picture / 7.0, "season", picture % 2 == 0 ? "summer" : "winter"),
                Pictures.png(picture));
    }
}
