package dev.geofix.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.gallery.search.AttributeFilter;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.inference.Descriptor;
import dev.geofix.ingest.ImportService;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobState;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

/** What goes on in one gallery at the same time. */
class ConcurrencyTest {
    private static final GalleryName TOWN = new GalleryName("town");
    private static final int TILES = 60;

    @TempDir
    Path folder;

    private GalleryApp app;

    @BeforeEach
    void start() throws Exception {
        app = new GalleryApp(folder.resolve("data"), "--geofix.job.parallel=2");
        app.galleries().create(TOWN, null);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void twoImportsIntoOneGalleryLoseNothing() throws Exception {
        UUID first = start("a", 0, 40);
        UUID second = start("b", 20, TILES);
        assertThat(ended(first).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ended(second).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(app.galleries().get(TOWN).tiles()).isEqualTo(TILES);
        findsAll(TILES);
        assertThat(ended(start("a", 0, 40)).message()).startsWith("0 new, 0 replaced, 40 unchanged");
    }

    @Test
    void whatIsDeletedDuringAnImportStaysDeleted() throws Exception {
        UUID job = start("a", 0, TILES);
        List<TileId> deleted = new ArrayList<>();
        while (!app.bean(JobService.class).get(job).state().isTerminal()) {
            for (Tile tile : app.galleries().tiles(TOWN, null, null, 3)) {
                app.galleries().deleteTile(TOWN, tile.id());
                deleted.add(tile.id());
            }
        }
        assertThat(ended(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(deleted).isNotEmpty().doesNotHaveDuplicates();
        assertThat(app.galleries().get(TOWN).tiles()).isEqualTo(TILES - deleted.size());
        GalleryReader open = app.galleries().open(TOWN);
        assertThat(open.search(TestQueries.of(open, 0), SearchRequest.top(1000))).hasSize(TILES - deleted.size())
                .extracting(match -> match.tile().id()).doesNotContainAnyElementsOf(deleted);
    }

    @Test
    void searchesDuringAnImportSeeWholeTilesAndEveryOneAcknowledged() throws Exception {
        GalleryReader open = app.galleries().open(TOWN);
        Descriptor query = TestQueries.of(open, 5);
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> reading = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                reading.add(readers.submit(() -> {
                    int most = 0;
                    while (!over.get()) {
                        long before = app.galleries().get(TOWN).tiles();
                        List<TileMatch> found = app.galleries().search(TOWN, query, SearchRequest.top(1000));
                        // A commit comes a moment before its tiles can be found; what was found once stays.
                        assertThat(found.size()).isGreaterThanOrEqualTo(most)
                                .isGreaterThanOrEqualTo((int) before - 8);
                        found.forEach(match -> assertThat(app.galleries().image(TOWN, match.tile().id()).bytes())
                                .isNotEmpty());
                        most = found.size();
                    }
                    return most;
                }));
            }
            try {
                assertThat(ended(start("a", 0, TILES)).state()).isEqualTo(JobState.SUCCEEDED);
            } finally {
                over.set(true);
            }
            for (Future<Integer> reader : reading) {
                assertThat(reader.get()).isBetween(0, TILES);
            }
        }
        findsAll(TILES);
    }

    @Test
    void aTileIsFoundOnceHoweverOftenItIsReplacedMeanwhile() throws Exception {
        putReplaceable(0, 0);
        putReplaceable(1, 1);
        GalleryReader open = app.galleries().open(TOWN);
        Descriptor query = TestQueries.of(open, 0);
        List<SearchRequest> requests = List.of(SearchRequest.top(1000),
                new SearchRequest(1000, -1, new BoundingBox(7, 46, 9, 48), null),
                new SearchRequest(1000, -1, null, null, List.of(new AttributeFilter("kind", "roof"))));
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService readers = Executors.newFixedThreadPool(requests.size())) {
            List<Future<?>> reading = new ArrayList<>();
            for (SearchRequest request : requests) {
                reading.add(readers.submit(() -> {
                    while (!over.get()) {
                        assertThat(open.search(query, request)).extracting(match -> match.tile().id().value())
                                .containsExactlyInAnyOrder("t-0", "t-1");
                    }
                }));
            }
            try {
                for (int i = 2; i < 50; i++) {
                    putReplaceable(0, i);
                }
            } finally {
                over.set(true);
            }
            for (Future<?> reader : reading) {
                reader.get();
            }
        }
    }

    private void putReplaceable(int tile, int picture) {
        app.galleries().put(TOWN, List.of(new NewTile(new TileId("t-" + tile), new GeoPoint(47, 8), null,
                Map.of("kind", "roof"), Pictures.png(picture))));
    }

    @Test
    void aGalleryThatIsDeletedDuringItsImportIsGone() throws Exception {
        UUID job = start("a", 0, TILES);
        await().until(() -> app.galleries().get(TOWN).tiles() > 0);
        app.galleries().delete(TOWN);
        Job ended = ended(job);
        assertThat(ended.state() == JobState.SUCCEEDED || ended.message().contains("no gallery 'town'")).isTrue();
        assertThat(app.galleries().list()).isEmpty();
        app.galleries().create(TOWN, null);
        assertThat(app.galleries().get(TOWN).tiles()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "Zürich & Umgebung", "a+b=c", "what?", "#1", "[x]{y}", "日本", "'quoted' \"twice\"",
        "1..2", "https:"})
    void aNameThatNeedsEscapingWorksInEveryCall(String name) throws Exception {
        app.http().put().uri("/galleries/{g}", name).exchange().expectStatus().isCreated();
        folder("a", 0, 3);
        String[] job = new String[1];
        app.http().post().uri("/galleries/{g}/imports", name).contentType(MediaType.APPLICATION_JSON)
                .body("{\"folder\": \"a\"}").exchange().expectStatus().isAccepted().expectBody().jsonPath("$.id")
                .value(String.class, id -> job[0] = id);
        assertThat(ended(UUID.fromString(job[0])).state()).isEqualTo(JobState.SUCCEEDED);
        app.http().get().uri("/galleries/{g}", name).exchange().expectBody().jsonPath("$.tiles").isEqualTo(3);
        String[] image = new String[1];
        app.http().get().uri("/galleries/{g}/tiles/{t}", name, "t-1").exchange().expectBody().jsonPath("$.image")
                .value(String.class, link -> image[0] = link);
        app.http().get().uri(URI.create(image[0].replaceFirst("/api/v1", app.url()))).exchange()
                .expectStatus().isOk();
        assertThat(app.galleries().search(new GalleryName(name),
                TestQueries.of(app.galleries().open(new GalleryName(name)), 1), SearchRequest.top(1)).getFirst().tile()
                .id()).isEqualTo(new TileId("t-1"));
        app.http().post().uri("/galleries/{g}/reindex", name).exchange().expectStatus().isBadRequest();
        app.http().delete().uri("/galleries/{g}", name).exchange().expectStatus().isNoContent();
    }

    private UUID start(String name, int from, int to) throws Exception {
        folder(name, from, to);
        return app.bean(ImportService.class).start(TOWN, SourceOptions.of(name)).id();
    }

    private void folder(String name, int from, int to) throws Exception {
        Path imports = Files.createDirectories(folder.resolve("data/imports").resolve(name));
        StringBuilder manifest = new StringBuilder("file,tile,latitude,longitude\n");
        for (int i = from; i < to; i++) {
            Files.write(imports.resolve(i + ".png"), Pictures.png(i));
            manifest.append("%d.png,t-%d,47.%d,8%n".formatted(i, i, i));
        }
        Files.writeString(imports.resolve("manifest.csv"), manifest);
    }

    private Job ended(UUID id) {
        JobService jobs = app.bean(JobService.class);
        return await().until(() -> jobs.get(id), job -> job.state().isTerminal());
    }

    private void findsAll(int count) {
        GalleryReader open = app.galleries().open(TOWN);
        for (int i = 0; i < count; i += 7) {
            List<TileMatch> matches = open.search(TestQueries.of(open, i), SearchRequest.top(1000));
            assertThat(matches).hasSize(count);
            assertThat(matches.getFirst().tile().id()).isEqualTo(new TileId("t-" + i));
        }
    }
}
