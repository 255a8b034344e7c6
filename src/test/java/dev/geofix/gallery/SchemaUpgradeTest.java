package dev.geofix.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.geofix.gallery.reindex.ReindexService;
import dev.geofix.gallery.search.AttributeFilter;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.inference.Descriptor;
import dev.geofix.vectorindex.Int8Vector;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder that an earlier version wrote: schema 3, nine tiles with descriptors of 16-bit floats. */
class SchemaUpgradeTest {
    private static final GalleryName TOWN = new GalleryName("Town of Zürich");
    private static final int DIMENSION = 128;

    @TempDir
    Path folder;

    private Map<TileId, float[]> before;

    @BeforeEach
    void olderFolder() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        try (InputStream database = getClass().getResourceAsStream("schema-3.db")) {
            Files.copy(database, folder.resolve("data/geofix.db"));
        }
        before = halfFloats();
    }

    @Test
    void answersTheSameMatches() throws Exception {
        try (GalleryApp app = new GalleryApp(folder.resolve("data"))) {
            for (float[] query : before.values()) {
                Descriptor asked = new Descriptor(8, unit(query));
                List<TileMatch> matches = app.galleries().search(TOWN, asked, SearchRequest.top(9));
                assertThat(matches).hasSize(9).allSatisfy(match -> assertThat(match.score())
                        .isCloseTo(dot(asked.values(), before.get(match.tile().id())), within(2e-3)));
                assertThat(matches.getFirst().tile().id()).isEqualTo(before.entrySet().stream()
                        .max(Comparator.comparingDouble(tile -> dot(asked.values(), tile.getValue()))).orElseThrow()
                        .getKey());
            }
            assertThat(app.galleries().tile(TOWN, new TileId("t-4")).attributes()).containsEntry("height", 1.5);
        }
    }

    @Test
    void keepsEveryDescriptorCompact() throws Exception {
        new GalleryApp(folder.resolve("data")).close();
        assertThat(lengths()).hasSize(9).containsOnly(Int8Vector.length(DIMENSION));
    }

    @Test
    void goesOnAfterAnUpgradeThatWasKilled() throws Exception {
        Flyway.configure().dataSource(url(), null, null).target("4").load().migrate();
        byte[] done;
        try (Connection database = open();
                Statement sql = database.createStatement();
                ResultSet one = sql.executeQuery("select descriptor from tile_descriptor where sequence = 3")) {
            done = Int8Vector.encode(halfFloats(one.getBytes(1)));
        }
        try (Connection database = open();
                PreparedStatement update = database
                        .prepareStatement(
                                "update tile_descriptor set descriptor = ?, checksum = ? where sequence = 3")) {
            update.setBytes(1, done);
            update.setLong(2, Checksum.of(done));
            update.executeUpdate();
        }
        answersTheSameMatches();
        assertThat(lengths()).hasSize(9).containsOnly(Int8Vector.length(DIMENSION));
    }

    @Test
    void findsTheAttributesOfOlderTiles() throws Exception {
        try (GalleryApp app = new GalleryApp(folder.resolve("data"))) {
            Descriptor query = new Descriptor(8, unit(before.get(new TileId("t-1"))));
            SearchRequest request = new SearchRequest(9, -1, null, null,
                    List.of(AttributeFilter.valueOf("height=1.50")));
            assertThat(app.galleries().search(TOWN, query, request)).isNotEmpty().allSatisfy(
                    match -> assertThat(match.tile().attributes()).containsEntry("height", 1.5));
        }
    }

    @Test
    void olderTilesHaveNoLocalFeaturesUntilAJobFindsThem() throws Exception {
        try (GalleryApp app = new GalleryApp(folder.resolve("data"))) {
            assertThat(app.galleries().get(TOWN)).extracting(Gallery::localFeatures, Gallery::tilesWithFeatures)
                    .containsExactly(true, 0L);
            List<Tile> tiles = app.galleries().tiles(TOWN, null, null, 9);
            assertThat(app.galleries().open(TOWN).features(tiles)).isEmpty();
            app.bean(ReindexService.class).findLocalFeatures(TOWN);
            await()
                    .until(() -> app.galleries().get(TOWN).tilesWithFeatures() == tiles.size());
            assertThat(app.galleries().open(TOWN).features(tiles)).hasSize(9);
        }
    }

    @Test
    void leavesADamagedDescriptorOutAndTheOthersIn() throws Exception {
        try (Connection database = open(); Statement sql = database.createStatement()) {
            sql.executeUpdate("update tile_descriptor set descriptor = x'0102' where sequence = 1");
        }
        try (GalleryApp app = new GalleryApp(folder.resolve("data"))) {
            Descriptor query = new Descriptor(8, unit(before.get(new TileId("t-1"))));
            assertThat(app.galleries().search(TOWN, query, SearchRequest.top(20)))
                    .extracting(match -> match.tile().id().value()).hasSize(8).doesNotContain("t-0");
        }
    }

    @Test
    void refusesADatabaseOfALaterVersionAndLeavesItAsItIs() throws Exception {
        new GalleryApp(folder.resolve("data")).close();
        try (Connection database = open(); Statement sql = database.createStatement()) {
            sql.executeUpdate("""
                    insert into flyway_schema_history values (1000, '1000', 'later', 'SQL', 'V1000__later.sql', 1, '',
                    '2036-01-01 00:00:00', 1, 1)""");
        }
        assertThatThrownBy(() -> new GalleryApp(folder.resolve("data")).close()).rootCause()
                .hasMessageContainingAll("newer Geofix", "its schema is 1000, and this version knows no more than ");
        assertThat(lengths()).hasSize(9);
    }

    private Connection open() throws Exception {
        return DriverManager.getConnection(url());
    }

    private String url() {
        return "jdbc:sqlite:" + folder.resolve("data/geofix.db");
    }

    private List<Integer> lengths() throws Exception {
        try (Connection database = open();
                Statement sql = database.createStatement();
                ResultSet rows = sql.executeQuery("select length(descriptor) from tile_descriptor")) {
            List<Integer> lengths = new ArrayList<>();
            while (rows.next()) {
                lengths.add(rows.getInt(1));
            }
            return lengths;
        }
    }

    private Map<TileId, float[]> halfFloats() throws Exception {
        Map<TileId, float[]> tiles = new TreeMap<>(Comparator.comparing(TileId::value));
        try (Connection database = open();
                Statement sql = database.createStatement();
                ResultSet rows = sql
                        .executeQuery("select tile, descriptor from tile join tile_descriptor using (sequence)")) {
            while (rows.next()) {
                tiles.put(new TileId(rows.getString(1)), halfFloats(rows.getBytes(2)));
            }
        }
        return tiles;
    }

    private static float[] halfFloats(byte[] blob) {
        ShortBuffer shorts = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        float[] values = new float[shorts.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.float16ToFloat(shorts.get(i));
        }
        return values;
    }

    private static float[] unit(float[] vector) {
        float[] unit = vector.clone();
        double length = Math.sqrt(dot(vector, vector));
        for (int i = 0; i < unit.length; i++) {
            unit[i] /= (float) length;
        }
        return unit;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
