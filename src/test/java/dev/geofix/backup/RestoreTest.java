package dev.geofix.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryReader;
import dev.geofix.gallery.NewTile;
import dev.geofix.gallery.Pictures;
import dev.geofix.gallery.TestQueries;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileMatch;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.GeoPoint;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;

/** The command restore: a backup of a service that was written to, in a data folder of its own. */
class RestoreTest {
    private static final GalleryName TOWN = new GalleryName("town");
    private static final int TILES = 12;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private Path backup;
    private GalleryApp app;

    @BeforeEach
    void aLiveGallery() throws Exception {
        backup = folder.resolve("backup");
        app = new GalleryApp(folder.resolve("data"));
        app.galleries().create(TOWN, null);
        app.galleries().put(TOWN, IntStream.range(0, TILES).mapToObj(RestoreTest::tile).toList());
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void answersAsTheServiceDidWhenTheBackupWasMade() throws Exception {
        List<List<TileMatch>> before = answers();
        backUp();
        app.galleries().deleteTile(TOWN, new TileId("t-3"));
        app.close();

        Path elsewhere = folder.resolve("elsewhere");
        assertThat(restore("--data", elsewhere.toString())).isEmpty();
        assertThat(out.toString()).contains(TILES + " tiles of 1 galleries restored to " + elsewhere);
        app = new GalleryApp(elsewhere);
        assertThat(answers()).isEqualTo(before);
        assertThat(before.get(3).getFirst().tile().id()).isEqualTo(new TileId("t-3"));
    }

    @Test
    void replacesAFolderOnlyWhenToldAndWhenNobodyUsesIt() throws Exception {
        backUp();
        String data = folder.resolve("data").toString();
        assertThat(restore("--data", data, "--replace")).contains("Another running Geofix holds", "Stop it first");
        app.galleries().put(TOWN, List.of(tile(99)));
        app.close();
        assertThat(restore("--data", data)).contains("is not empty", "--replace");
        assertThat(restore("--data", data, "--replace")).isEmpty();
        assertThat(out.toString()).contains("What was there before lies in " + data + "/before-restore-");
        app = new GalleryApp(Path.of(data));
        assertThat(app.galleries().get(TOWN).tiles()).isEqualTo(TILES);
    }

    @Test
    void refusesADamagedBackupAndLeavesTheFolderFree() throws Exception {
        byte[] picture = app.bean(JdbcClient.class).sql("select image from tile_image where sequence = 6")
                .query(byte[].class).single();
        backUp();
        damage(backup.resolve("geofix.db"), picture);
        Path elsewhere = folder.resolve("elsewhere");
        assertThat(restore("--data", elsewhere.toString())).contains("is damaged",
                "its picture is not what was written", "nothing was restored");
        assertThat(restore("--data", elsewhere.toString())).contains("is damaged").doesNotContain("not empty");
        new GalleryApp(elsewhere).close();
    }

    @Test
    void failsWhatRanInAnotherProcessAndGoesOnWithTheRest() throws Exception {
        app.close();
        String training = UUID.randomUUID().toString();
        String reindex = UUID.randomUUID().toString();
        app = new GalleryApp(folder.resolve("data"));
        Path job = Files.createDirectories(folder.resolve("data/jobs").resolve(training));
        ProcessHandle here = ProcessHandle.current();
        Files.writeString(job.resolve("train.process.json"), "{\"pid\":" + here.pid() + "}");
        running(training, "training", "{}");
        running(reindex, "reindex", "{\"gallery\":\"town\",\"model\":\"tiny-1\"}");
        backUp();
        app.close();

        String data = folder.resolve("data").toString();
        assertThat(restore("--data", data, "--replace")).contains("job " + training + " still writes into " + data);
        assertThat(restore("--data", folder.resolve("elsewhere").toString())).isEmpty();
        assertThat(out.toString()).contains("1 jobs that ran in processes of their own are marked as failed");
        app = new GalleryApp(folder.resolve("elsewhere"));
        Job failed = app.bean(JobService.class).get(UUID.fromString(training));
        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed.message()).contains("when the backup was made", "{\"resume\": \"" + training + "\"}");
        await()
                .until(() -> app.bean(JobService.class).get(UUID.fromString(reindex)).state().isTerminal());
        assertThat(app.bean(JobService.class).get(UUID.fromString(reindex)).message())
                .doesNotContain("when the backup");
    }

    private void running(String id, String kind, String parameters) {
        app.bean(JdbcClient.class)
                .sql("insert into job (id, kind, state, parameters, created) values (?, ?, 'RUNNING', ?, 1)")
                .params(id, kind, parameters).update();
    }

    private List<List<TileMatch>> answers() {
        GalleryReader open = app.galleries().open(TOWN);
        return IntStream.range(0, TILES).mapToObj(i -> open.search(TestQueries.of(open, i), SearchRequest.top(5)))
                .toList();
    }

    private void backUp() {
        assertThat(new CommandLine(new BackupCommand()).setOut(new PrintWriter(out)).execute("--data",
                folder.resolve("data").toString(), "--out", backup.toString())).isZero();
    }

    /** @return why it was refused; empty when it was done */
    private String restore(String... arguments) {
        String[] message = {""};
        String[] all = Stream.concat(Stream.of("--from", backup.toString()), Stream.of(arguments))
                .toArray(String[]::new);
        int status = new CommandLine(new RestoreCommand()).setOut(new PrintWriter(out))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    message[0] = String.valueOf(failure.getMessage());
                    return 2;
                }).execute(all);
        assertThat(status).as(message[0]).isEqualTo(message[0].isEmpty() ? 0 : 2);
        return message[0];
    }

    /** One byte of each place where the picture begins: pages also hold what was moved away. */
    private static void damage(Path file, byte[] picture) throws Exception {
        byte[] content = Files.readAllBytes(file);
        for (int at = 0; at <= content.length - 64; at++) {
            if (Arrays.equals(content, at, at + 64, picture, 0, 64)) {
                content[at + 40] ^= 1;
            }
        }
        Files.write(file, content);
    }

    private static NewTile tile(int number) {
        return new NewTile(new TileId("t-" + number), new GeoPoint(47, 8), null, Map.of("number", number),
                Pictures.png(number));
    }
}
