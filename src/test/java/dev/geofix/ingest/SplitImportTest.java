package dev.geofix.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.Tile;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.Job.RefusedItem;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobState;
import dev.geofix.platform.storage.OperationsDatabase;
import dev.geofix.testing.GeofixProcess;
import dev.geofix.testing.OpenSearchNodes;
import dev.geofix.testing.Pictures;
import dev.geofix.testing.PostgresServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;

/** Imports that several instances share: galleries in a real OpenSearch, jobs in a real PostgreSQL, workers that are killed. */
class SplitImportTest {
    private static final GalleryName TOWN = new GalleryName("town");
    private static final int SHARDS = 12;
    /** Shards of ten tiles and more would be more than may be. */
    private static final int TILES = 300;
    private static final int MANY = 240;
    private static final int LEASE_SECONDS = 5;

    private static OpenSearchNodes cluster;

    @TempDir
    Path folder;

    private final String url = PostgresServer.common().newDatabase();
    private final String prefix = "geofix" + System.nanoTime();
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void startCluster() throws IOException {
        cluster = OpenSearchNodes.start(1);
    }

    @AfterAll
    static void stopCluster() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        cluster.send("DELETE", "/" + prefix + "-*", null);
    }

    @Test
    void twoInstancesShareAnUploadAndEveryTileIsThereOnce() throws Exception {
        GalleryApp a = app("a");
        GalleryApp b = app("b");
        a.galleries().create(TOWN, null, false);
        byte[] answer = a.http().post().uri("/galleries/town/imports").contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(Files.readAllBytes(zip())).exchange().expectStatus().isAccepted().expectBody(byte[].class)
                .returnResult().getResponseBody();
        UUID id = UUID.fromString(new String(answer).replaceAll("(?s).*?\"id\":\"([0-9a-f-]{36})\".*", "$1"));
        Job job = ended(b, id);

        assertThat(job.message()).isEqualTo(TILES + " new, 0 replaced, 0 unchanged, 3 refused");
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.progress().done()).isEqualTo(TILES + 3L);
        assertThat(job.progress().total()).isEqualTo(TILES + 3L);
        assertAllTiles(b, TILES);
        assertThat(job.refused().first()).extracting(RefusedItem::item).containsExactlyInAnyOrder(
                "row 301 (gone.png)", "row 302 (7.png)", "row 303 (8.png)");
        assertThat(owners(a)).as("both took shards").hasSize(2);
        assertThat(jobs(a).list(null, null, 50)).extracting(Job::kind).containsOnly("import");
        assertThat(shards(a)).hasSize(SHARDS).allSatisfy(shard -> {
            assertThat(shard.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(shard.parameters()).containsEntry("parent", id.toString()).containsEntry("gallery", "town");
        });
        assertThat(counted(a, "indexed") + counted(b, "indexed")).isEqualTo(TILES);
        assertThat(counted(a, "failed") + counted(b, "failed")).isEqualTo(3);
        Path own = folder.resolve("shared/jobs/" + id);
        assertThat(Files.readString(own.resolve("job.log"))).contains("split into " + SHARDS + " shards",
                "shard 12 of 12").containsOnlyOnce("refused row 301 (gone.png)");
        assertThat(own.resolve("unpacked")).doesNotExist();
        assertThat(folder.resolve("shared/uploads")).isEmptyDirectory();
        assertThat(jobs(a).folder(shards(a).getFirst().id()).resolve("unpacked")).doesNotExist();
    }

    /** One place, which the import must not take from its shards. */
    @Test
    void aSingleInstanceWithOnePlaceFinishesAndImportsAgainWithoutEmbedding() throws Exception {
        write(60);
        GalleryApp only = app("only", "--geofix.job.parallel=1");
        only.galleries().create(TOWN, null, false);
        assertThat(ended(only, begun(only).id()).message()).startsWith("60 new, 0 replaced, 0 unchanged");
        assertThat(ended(only, begun(only).id()).message()).startsWith("0 new, 0 replaced, 60 unchanged");
    }

    @Test
    void aCancelledImportEndsAllItsShards() throws Exception {
        write(MANY);
        GalleryApp a = app("a");
        a.galleries().create(TOWN, null, false);
        Job job = begun(a);
        await().until(() -> jobs(a).get(job.id()).progress().done() > 0);
        jobs(a).cancel(job.id());
        assertThat(ended(a, job.id()).state()).isEqualTo(JobState.CANCELLED);
        assertThat(shards(a)).hasSize(SHARDS).allMatch(shard -> shard.state().isTerminal())
                .anyMatch(shard -> shard.state() == JobState.CANCELLED);
        long tiles = a.galleries().get(TOWN).tiles();
        assertThat(tiles).isPositive().isLessThan(MANY);
    }

    @Test
    void anImportWhoseSourceChangesFailsAndSaysSo() throws Exception {
        write(MANY);
        GalleryApp a = app("a");
        a.galleries().create(TOWN, null, false);
        Job job = begun(a);
        await().until(() -> jobs(a).get(job.id()).progress().done() > 0);
        Path manifest = folder.resolve("shared/imports/town/manifest.csv");
        Path shorter = Files.writeString(manifest.resolveSibling("shorter.csv"),
                Files.readString(manifest).replaceFirst("\n0.png[^\n]*", ""));
        Files.move(shorter, manifest, StandardCopyOption.REPLACE_EXISTING);
        Job end = ended(a, job.id());
        assertThat(end.state()).isEqualTo(JobState.FAILED);
        assertThat(end.message()).contains("holds " + (MANY - 1) + " items here, and held " + MANY, "Import again");
        assertThat(shards(a)).allMatch(shard -> shard.state().isTerminal());
    }

    @Test
    void anImportFailsWithTheReasonOfAShardAndTheOthersStop() throws Exception {
        write(MANY);
        GalleryApp a = app("a");
        a.galleries().create(TOWN, null, false);
        Job job = begun(a);
        await().until(() -> shards(a).size() == SHARDS);
        // One of the first in line is told of another list than there is.
        assertThat(a.bean(OperationsDatabase.class).<Integer>write(jdbc -> jdbc.sql("update job set parameters = "
                + "replace(parameters, '\"total\":" + MANY + "', '\"total\":1') where kind = 'import-shard' and "
                + "parameters like '%\"shard\":2,%'").update())).isEqualTo(1);
        Job end = ended(a, job.id());
        assertThat(end.state()).isEqualTo(JobState.FAILED);
        assertThat(end.message()).contains("holds " + MANY + " items here, and held 1");
        assertThat(shards(a)).allMatch(shard -> shard.state().isTerminal())
                .anyMatch(shard -> shard.state() == JobState.CANCELLED);
    }

    /**
     * Three workers, one after the other, each with one place: the first is killed with an import and one of its shards, the second is told to stop, the third ends when there is nothing left to do.
     */
    @Test
    void anImportOutlivesTheWorkersThatHaveIt() throws Exception {
        write(MANY);
        GalleryApp asker = app("asker", "--geofix.job.kinds=reindex");
        asker.galleries().create(TOWN, null, false);
        Job job = begun(asker);
        GeofixProcess killed = worker("killed", "60s");
        await().until(() -> jobs(asker).get(job.id()).progress().done() > 20);
        killed.kill();
        long put = asker.galleries().get(TOWN).tiles();
        assertThat(put).isLessThan(MANY);

        GeofixProcess stopped = worker("stopped", "60s");
        await().until(() -> asker.galleries().get(TOWN).tiles() > put + 20);
        stopped.terminate();
        assertThat(stopped.ended()).as(stopped.log()).isEqualTo(143);
        assertThat(number(asker, "select count(*) from job where state = 'RUNNING' and lease_until is not null"))
                .as("leases that nobody works under").isZero();
        assertThat(jobs(asker).get(job.id()).state()).isEqualTo(JobState.RUNNING);

        GeofixProcess last = worker("last", "3s");
        Job end = ended(asker, job.id());
        assertThat(end.state()).as(end.message()).isEqualTo(JobState.SUCCEEDED);
        assertThat(end.progress().done()).isEqualTo(MANY);
        assertAllTiles(asker, MANY);
        assertThat(shards(asker)).as("none is made twice").hasSize(SHARDS);
        assertThat(number(asker, "select fence from job where kind = 'import'")).isEqualTo(3);
        assertThat(number(asker, "select max(fence) from job where kind = 'import-shard'")).isGreaterThan(1);
        assertThat(last.ended()).as(last.log()).isZero();
        assertThat(last.log()).doesNotContain("Tomcat", "First start");
    }

    private GalleryApp app(String name, String... further) throws IOException {
        List<String> settings = new ArrayList<>(settings());
        settings.addAll(List.of(further));
        GalleryApp app = new GalleryApp(folder.resolve(name), settings.toArray(String[]::new));
        open.add(app);
        return app;
    }

    private List<String> settings() {
        return List.of("--geofix.shared=" + folder.resolve("shared"), "--geofix.database=" + url,
                "--geofix.job.lease=" + LEASE_SECONDS + "s", "--geofix.store=opensearch",
                "--geofix.opensearch.replicas=0", "--geofix.opensearch.prefix=" + prefix,
                "--geofix.opensearch.urls=" + cluster.urls(),
                "--geofix.gallery.import-shards=" + SHARDS, "--geofix.gallery.import-shard-tiles=10");
    }

    private GeofixProcess worker(String name, String idle) throws IOException {
        List<String> words = new ArrayList<>(List.of("work", "--kinds", "import,import-shard", "--idle", idle,
                "--geofix.gallery.import-batch=4", "--geofix.data=" + folder.resolve(name)));
        words.addAll(settings());
        GeofixProcess worker = GeofixProcess.start(folder.resolve(name + ".log"), words);
        open.add(worker);
        return worker;
    }

    private static JobService jobs(GalleryApp app) {
        return app.bean(JobService.class);
    }

    private static Job begun(GalleryApp app) {
        return app.bean(ImportService.class).start(TOWN, SourceOptions.of("town"));
    }

    private static Job ended(GalleryApp app, UUID id) {
        return await().until(() -> jobs(app).get(id), job -> job.state().isTerminal());
    }

    private static List<Job> shards(GalleryApp app) {
        return jobs(app).list(null, "import-shard", 100);
    }

    private static List<String> owners(GalleryApp app) {
        return app.bean(OperationsDatabase.class).read(jdbc -> jdbc
                .sql("select distinct owner from job where kind = 'import-shard'").query(String.class).list());
    }

    private static long number(GalleryApp app, String sql) {
        return app.bean(OperationsDatabase.class).read(jdbc -> jdbc.sql(sql).query(Long.class).single());
    }

    private static double counted(GalleryApp app, String outcome) {
        return app.bean(MeterRegistry.class).get("geofix.import.tiles").tag("outcome", outcome).counter().count();
    }

    private static void assertAllTiles(GalleryApp app, int count) {
        assertThat(app.galleries().tiles(TOWN, null, null, 2 * count)).extracting(Tile::id).extracting(Object::toString)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, count).mapToObj(number -> number + ".png").toList());
        assertThat(app.galleries().get(TOWN).tiles()).isEqualTo(count);
    }

    private static String rows(int count) {
        StringBuilder rows = new StringBuilder("file,latitude,longitude\n");
        for (int i = 0; i < count; i++) {
            rows.append(i).append(".png,1,").append(i / 10.0).append('\n');
        }
        return rows.toString();
    }

    private void write(int count) throws IOException {
        Path town = Files.createDirectories(folder.resolve("shared/imports/town"));
        for (int i = 0; i < count; i++) {
            Files.write(town.resolve(i + ".png"), Pictures.png(Pictures.picture(i, 64)));
        }
        Files.writeString(town.resolve("manifest.csv"), rows(count));
    }

    /** With a row whose file is missing, one that is there already, and one that is nowhere on Earth. */
    private Path zip() throws IOException {
        Path file = folder.resolve("town.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < TILES; i++) {
                zip.putNextEntry(new ZipEntry(i + ".png"));
                zip.write(Pictures.png(Pictures.picture(i, 64)));
            }
            zip.putNextEntry(new ZipEntry("manifest.csv"));
            zip.write((rows(TILES) + "gone.png,1,1\n7.png,1,1\n8.png,91,1\n").getBytes());
        }
        return file;
    }
}
