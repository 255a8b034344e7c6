package dev.geofix.gallery.reindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryReader;
import dev.geofix.gallery.ModelMismatchException;
import dev.geofix.gallery.NewTile;
import dev.geofix.gallery.Pictures;
import dev.geofix.gallery.TestQueries;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileMatch;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.GeoPoint;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.ModelVersion;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine;

/** A gallery of one model while another one is active. */
class ReindexTest {
    private static final GalleryName TOWN = new GalleryName("Town of Zürich");
    private static final ModelVersion OLD = new ModelVersion("tiny-1");
    private static final ModelVersion NEW = new ModelVersion("tiny-2");
    private static final int TILES = 120;

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();
    private GalleryApp app;

    @BeforeEach
    void galleryOfAnotherModel() throws Exception {
        app = new GalleryApp(folder.resolve("data"));
        app.galleries().create(TOWN, null);
        app.galleries().put(TOWN, IntStream.range(0, TILES).mapToObj(ReindexTest::tile).toList());
        app.activate(NEW, folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void anotherModelIsRefusedWithTheCallThatHelps() {
        assertThatExceptionOfType(ModelMismatchException.class).isThrownBy(() -> app.galleries().open(TOWN))
                .withMessageContaining("POST /api/v1/galleries/Town%20of%20Z%C3%BCrich/reindex");
        app.http().post().uri("/galleries/{g}/imports", TOWN.value()).contentType(
                MediaType.APPLICATION_JSON).body(Map.of("folder", "x")).exchange()
                .expectStatus().isEqualTo(409).expectBody().jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains("/reindex"));
    }

    @Test
    void findsEveryTileWithTheNewModelAfterwards() throws Exception {
        Job job = ended(reindex());

        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.message()).contains("tiny-2", TILES + " tiles");
        assertThat(app.galleries().get(TOWN).model()).isEqualTo(NEW);
        findsAll(TILES);
        assertThat(models()).containsOnly(NEW.value());
        app.close();
        app = new GalleryApp(folder.resolve("data"));
        findsAll(TILES);
    }

    @Test
    void theOldModelAnswersMeanwhileAndWhatChangesThenIsEmbeddedToo() {
        UUID job = reindex();
        GalleryReader open = app.galleries().open(TOWN);
        assertThat(open.encoder().version()).isEqualTo(OLD);
        Descriptor query = TestQueries.of(open, 7);
        assertThat(open.search(query, SearchRequest.top(1)).getFirst().tile().id()).isEqualTo(id(7));
        app.galleries().put(TOWN, List.of(tile(TILES)));
        app.galleries().deleteTile(TOWN, id(3));
        app.galleries().deleteTile(TOWN, id(TILES - 2));

        assertThat(ended(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(open.search(query, SearchRequest.top(1)).getFirst().tile().id())
                .as("a request that has begun before the switch").isEqualTo(id(7));
        GalleryReader after = app.galleries().open(TOWN);
        assertThat(after.encoder().version()).isEqualTo(NEW);
        assertThat(after.search(TestQueries.of(after, 3), SearchRequest.top(1000))).hasSize(TILES - 1)
                .extracting(match -> match.tile().id()).doesNotContain(id(3), id(TILES - 2)).contains(id(TILES));
    }

    @Test
    void goesOnAfterARestartWithoutEmbeddingATileTwice() throws Exception {
        UUID job = reindex();
        await().until(() -> rows(NEW).size() >= 8);
        app.close();
        List<Long> before = rows(JdbcClient.create(new DriverManagerDataSource(
                "jdbc:sqlite:" + folder.resolve("data/geofix.db"))), NEW);
        app = new GalleryApp(folder.resolve("data"));
        assertThat(before).hasSizeBetween(8, TILES - 1);

        assertThat(ended(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(rows(NEW)).hasSize(TILES).containsAll(before);
        findsAll(TILES);
    }

    @Test
    void goesThereAndBack() throws Exception {
        assertThat(ended(reindex()).state()).isEqualTo(JobState.SUCCEEDED);
        app.models().activate(OLD);
        assertThat(ended(reindex()).state()).isEqualTo(JobState.SUCCEEDED);
        findsAll(TILES);
        assertThat(models()).containsOnly(OLD.value());
        app.close();
        app = new GalleryApp(folder.resolve("data"));
        findsAll(TILES);
    }

    @Test
    void theCommandWaitsForTheEndAndSaysWhatIsWrong() {
        String service = app.url().replace("/api/v1", "");
        assertThat(command("--url", service)).isZero();
        assertThat(said.toString()).contains("answers with model tiny-2: " + TILES + " tiles");
        assertThat(command("--url", service)).isEqualTo(2);
        assertThat(said.toString()).contains("embedded by the active model tiny-2 already");
        assertThat(command("--url", "http://localhost:1")).isEqualTo(2);
        assertThat(said.toString()).contains("Nothing answers at http://localhost:1");
    }

    @Test
    void aCancelledOneLeavesTheGalleryAsItWas() throws Exception {
        UUID job = reindex();
        await().until(() -> rows(NEW).size() >= 4);
        app.bean(JobService.class).cancel(job);

        assertThat(ended(job).state()).isEqualTo(JobState.CANCELLED);
        assertThatExceptionOfType(ModelMismatchException.class).isThrownBy(() -> app.galleries().open(TOWN));
        app.models().activate(OLD);
        findsAll(TILES);
    }

    @Test
    void aDamagedPictureIsNamedAndTheOldDescriptorsStay() {
        app.bean(JdbcClient.class).sql("update tile_image set image = x'ffd8' where sequence = 5").update();
        Job job = ended(reindex());

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.message()).contains("1 tiles", "stays with tiny-1");
        assertThat(job.refused().first().getFirst().item()).contains("t-4");
        assertThat(app.galleries().get(TOWN).model()).isEqualTo(OLD);

        app.galleries().deleteTile(TOWN, id(4));
        assertThat(ended(reindex()).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void asksForNothingWhenTheModelIsActiveAndFindsTheJobUnderWay() {
        UUID job = reindex();
        assertThat(reindex()).isEqualTo(job);
        ended(job);
        app.http().post().uri("/galleries/{g}/reindex", TOWN.value()).exchange().expectStatus().isBadRequest();
        app.http().post().uri("/galleries/{g}/reindex", "none").exchange().expectStatus().isNotFound();
    }

    @Test
    void aModelThatIsActiveNoLongerEndsTheJob() {
        UUID job = reindex();
        await().until(() -> rows(NEW).size() >= 4);
        app.models().activate(OLD);

        assertThat(ended(job).message()).contains("active no longer", "stays with tiny-1");
        findsAll(TILES);
    }

    private int command(String... options) {
        return new CommandLine(new ReindexCommand()).setOut(new PrintWriter(said)).setErr(new PrintWriter(said))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    said.append(failure.getMessage());
                    return 2;
                }).execute(Stream.concat(Stream.of("--gallery", TOWN.value()), Stream.of(options))
                        .toArray(String[]::new));
    }

    private UUID reindex() {
        UUID[] job = new UUID[1];
        app.http().post().uri("/galleries/{g}/reindex", TOWN.value()).exchange().expectStatus().isAccepted()
                .expectBody().jsonPath("$.id").value(String.class, id -> job[0] = UUID.fromString(id));
        return job[0];
    }

    private Job ended(UUID job) {
        await()
                .until(() -> app.bean(JobService.class).get(job).state().isTerminal());
        return app.bean(JobService.class).get(job);
    }

    private void findsAll(int count) {
        GalleryReader open = app.galleries().open(TOWN);
        for (int i = 0; i < count; i += 13) {
            List<TileMatch> matches = open.search(TestQueries.of(open, i), SearchRequest.top(1000));
            assertThat(matches).hasSize(count);
            assertThat(matches.getFirst().tile().id()).isEqualTo(id(i));
            assertThat(matches.getFirst().score()).isGreaterThan(0.9);
        }
    }

    private List<Long> rows(ModelVersion model) {
        return rows(app.bean(JdbcClient.class), model);
    }

    private static List<Long> rows(JdbcClient jdbc, ModelVersion model) {
        return jdbc.sql("select rowid from tile_descriptor where model = ?").param(model.value()).query(Long.class)
                .list();
    }

    private List<String> models() {
        return app.bean(JdbcClient.class).sql("select model from tile_descriptor").query(String.class).list();
    }

    private static NewTile tile(int number) {
        return new NewTile(id(number), new GeoPoint(47 + 0.01 * number, 8), null, Map.of(), Pictures.png(number));
    }

    private static TileId id(int number) {
        return new TileId("t-" + number);
    }
}
