package dev.geofix.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.gallery.Checksum;
import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryReader;
import dev.geofix.gallery.NewTile;
import dev.geofix.gallery.Pictures;
import dev.geofix.gallery.TestQueries;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.GeoPoint;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;

/** The commands backup and check beside a service that runs on the same data folder. */
class MaintenanceTest {
    private static final GalleryName TOWN = new GalleryName("town & harbour");
    private static final int TILES = 12;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private Path data;
    private GalleryApp app;

    @BeforeEach
    void aLiveGallery() throws Exception {
        data = folder.resolve("data");
        app = new GalleryApp(data);
        app.galleries().create(TOWN, null);
        app.galleries().put(TOWN, IntStream.range(0, TILES).mapToObj(MaintenanceTest::tile).toList());
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void aBackupMadeWhileTilesComeInHoldsEveryTileAcknowledgedBefore() throws Exception {
        AtomicInteger next = new AtomicInteger(TILES);
        CountDownLatch under = new CountDownLatch(3);
        Thread writer = Thread.ofPlatform().start(() -> {
            while (!Thread.currentThread().isInterrupted() && next.get() < 2000) {
                app.galleries().put(TOWN, List.of(tile(next.get())));
                next.incrementAndGet();
                under.countDown();
            }
        });
        under.await();
        int before = next.get();
        Path backup = folder.resolve("backup");
        assertThat(run(new BackupCommand(), "--data", data.toString(), "--out", backup.toString())).isZero();
        writer.interrupt();
        writer.join();
        assertThat(out.toString()).contains("tiles of 1 galleries copied to " + backup, "restore --from " + backup);
        assertThat(out.toString().lines()).last().asString().contains("galleries in OpenSearch", "PostgreSQL");
        assertThat(run(new CheckDataCommand(), "--data", backup.toString(), "--decode")).isZero();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).noneMatch(file -> file.getFileName().toString().endsWith(".part"));
        }

        app.close();
        app = new GalleryApp(backup);
        long copied = app.galleries().get(TOWN).tiles();
        assertThat(copied).isBetween((long) before, (long) next.get() + 1);
        GalleryReader open = app.galleries().open(TOWN);
        for (int i = 0; i < copied; i += 5) {
            assertThat(open.search(TestQueries.of(open, i), SearchRequest.top(1)).getFirst().tile().id())
                    .isEqualTo(new TileId("t-" + i));
        }
    }

    @Test
    void aBackupReplacesNothingAndNeedsADataFolder() throws Exception {
        Path there = Files.createDirectories(folder.resolve("there"));
        assertThat(fails(new BackupCommand(), "--data", data.toString(), "--out", there.toString()))
                .contains("is there already");
        assertThat(fails(new BackupCommand(), "--data", data.toString(), "--out", data.resolve("b").toString()))
                .contains("within the data folder");
        assertThat(fails(new BackupCommand(), "--data", there.toString(), "--out", folder.resolve("b").toString()))
                .contains("no geofix.db", "--data");
        assertThat(folder.resolve("b")).doesNotExist();
    }

    @Test
    void aSoundFolderIsSound() {
        assertThat(run(new CheckDataCommand(), "--data", data.toString(), "--decode")).isZero();
        assertThat(out.toString()).contains(TILES + " tiles of 1 galleries", "all sound", "galleries in OpenSearch");
        assertThat(run(new CheckDataCommand(), "--data", data.toString(), "--json")).isZero();
        assertThat(out.toString()).contains("\"findings\" : [ ]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update tile_descriptor set descriptor = zeroblob(length(descriptor)) where sequence = 3   | its descriptor is not what was written
            update tile_descriptor set descriptor = x'00' where sequence = 3                          | its descriptor has 1 bytes
            delete from tile_descriptor where sequence = 3                                            | it has no descriptor of the gallery's model
            update tile_image set image = x'ffd8' where sequence = 3                                  | its picture is not what was written
            delete from tile_image where sequence = 3                                                 | it has no picture
            update tile_features set features = zeroblob(length(features)) where sequence = 3         | its local features are not what was written
            update tile set content_hash = 'none' where sequence = 3                                  | the hash of its content is none
            """)
    void namesTheTileAndWhatIsWrongWithIt(String damage, String problem) {
        app.bean(JdbcClient.class).sql(damage).update();
        assertThat(run(new CheckDataCommand(), "--data", data.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("tile 't-2' of gallery 'town & harbour'", problem, " again",
                "1 findings");
    }

    @Test
    void namesAPictureThatCannotBeOpenedThoughItIsAsWritten() {
        app.bean(JdbcClient.class).sql("update tile_image set image = x'00', checksum = ? where sequence = 3")
                .param(Checksum.of(new byte[1])).update();
        assertThat(run(new CheckDataCommand(), "--data", data.toString())).isZero();
        assertThat(run(new CheckDataCommand(), "--data", data.toString(), "--decode")).isEqualTo(1);
        assertThat(out.toString()).contains("its picture cannot be opened");
    }

    @Test
    void namesLocalFeaturesOfAnUnknownFormat() {
        app.bean(JdbcClient.class).sql("update tile_features set features = x'09', checksum = ? where sequence = 3")
                .param(Checksum.of(new byte[]{9})).update();
        assertThat(run(new CheckDataCommand(), "--data", data.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("its local features cannot be read", "Delete the tile and put it again");
    }

    @Test
    void namesAMissingModelAndAWrongCount() {
        app.bean(JdbcClient.class)
                .sql("update gallery set model = 'gone-1', tiles = 5, tiles_with_features = 7").update();
        assertThat(run(new CheckDataCommand(), "--data", data.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("its model gone-1 cannot be used", "Install that model again",
                "it counts 5 tiles and holds 12", "it counts 7 tiles with local features and holds 12");
    }

    @Test
    void namesADamagedDatabase() throws Exception {
        app.close();
        Path copy = Files.createDirectories(folder.resolve("copy"));
        Files.copy(data.resolve("geofix.db"), copy.resolve("geofix.db"));
        try (FileChannel file = FileChannel.open(copy.resolve("geofix.db"), StandardOpenOption.WRITE)) {
            for (long at = 4096L * 8; at < file.size(); at += 4096 * 3) {
                file.write(ByteBuffer.wrap(new byte[2000]), at);
            }
        }
        assertThat(run(new CheckDataCommand(), "--data", copy.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("the database", "Go back to a backup");
        Files.writeString(copy.resolve("geofix.db"), "no database at all, but a text of some length");
        assertThat(run(new CheckDataCommand(), "--data", copy.toString())).isEqualTo(1);
    }

    private int run(Object command, String... args) {
        return new CommandLine(command).setOut(new PrintWriter(out)).execute(args);
    }

    private static String fails(Object command, String... args) {
        String[] message = new String[1];
        int status = new CommandLine(command).setExecutionExceptionHandler((failure, line, parsed) -> {
            message[0] = failure.getMessage();
            return 2;
        }).execute(args);
        assertThat(status).isEqualTo(2);
        return message[0];
    }

    private static NewTile tile(int number) {
        return new NewTile(new TileId("t-" + number), new GeoPoint(47, 8), null, Map.of("number", number),
                Pictures.png(number));
    }
}
