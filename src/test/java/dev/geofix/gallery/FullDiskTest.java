package dev.geofix.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.GeoPoint;
import dev.geofix.ingest.ImportService;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobState;
import dev.geofix.platform.storage.FullDiskException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that may not grow any further, as on a full disk. */
class FullDiskTest {
    private static final GalleryName TOWN = new GalleryName("town");

    @TempDir
    Path folder;

    private Path data;
    private long pages;

    @BeforeEach
    void aGallery() throws Exception {
        data = folder.resolve("data");
        try (GalleryApp app = new GalleryApp(data)) {
            app.galleries().create(TOWN, null);
            app.galleries().put(TOWN, List.of(tile(0)));
            pages = app.bean(JdbcClient.class).sql("pragma page_count").query(Long.class).single();
        }
    }

    @Test
    void whatWasAcknowledgedStaysAndTheRestIsRefusedWithWords() throws Exception {
        List<Integer> kept = new ArrayList<>(List.of(0));
        try (GalleryApp app = full(20)) {
            int next = 1;
            boolean refused = false;
            while (!refused && next < 100) {
                try {
                    app.galleries().put(TOWN, List.of(tile(next)));
                    kept.add(next++);
                } catch (FullDiskException e) {
                    assertThat(e).hasMessageContainingAll("disk", "full", "Make room");
                    refused = true;
                }
            }
            assertThat(refused).isTrue();
            app.http().put().uri("/galleries/town/tiles/t-200").contentType(MediaType.MULTIPART_FORM_DATA)
                    .body(GalleryApiTest.form(Pictures.png(200))).exchange().expectStatus().isEqualTo(507).expectBody()
                    .jsonPath("$.detail").value(String.class, detail -> assertThat(detail).contains("Make room"));
            holds(app, kept);
        }
        try (GalleryApp app = new GalleryApp(data)) {
            holds(app, kept);
            app.galleries().put(TOWN, List.of(tile(500)));
            kept.add(500);
            holds(app, kept);
        }
    }

    @Test
    void anImportEndsWithTheReasonAndGoesOnWhenThereIsRoom() throws Exception {
        Path imports = Files.createDirectories(data.resolve("imports/town"));
        StringBuilder manifest = new StringBuilder("file,latitude,longitude\n");
        for (int i = 1; i <= 60; i++) {
            Files.write(imports.resolve(i + ".png"), Pictures.png(i));
            manifest.append(i).append(".png,47,8\n");
        }
        Files.writeString(imports.resolve("manifest.csv"), manifest);
        long kept;
        try (GalleryApp app = full(30)) {
            Job job = imported(app);
            assertThat(job.state()).isEqualTo(JobState.FAILED);
            assertThat(job.message()).contains("disk", "full", "Make room");
            kept = app.galleries().get(TOWN).tiles();
            assertThat(kept).isBetween(1L, 60L);
        }
        try (GalleryApp app = new GalleryApp(data)) {
            assertThat(app.galleries().get(TOWN).tiles()).isEqualTo(kept);
            assertThat(imported(app).message()).contains("0 replaced, " + (kept - 1) + " unchanged");
            assertThat(app.galleries().get(TOWN).tiles()).isEqualTo(61);
        }
    }

    @Test
    void aGalleryThatCannotBeMadeIsNotThere() throws Exception {
        try (GalleryApp app = full(0)) {
            assertThatExceptionOfType(FullDiskException.class).isThrownBy(() -> {
                for (int i = 0; i < 1000; i++) {
                    app.galleries().create(new GalleryName("g" + i), "d".repeat(1000));
                }
            });
            long made = app.galleries().list().size();
            assertThat(app.bean(JdbcClient.class).sql("select count(*) from gallery").query(Long.class).single())
                    .isEqualTo(made);
        }
    }

    /** @param room pages that may be added */
    private GalleryApp full(int room) throws Exception {
        return new GalleryApp(data, "--spring.datasource.hikari.connection-init-sql=pragma max_page_count="
                + (pages + room));
    }

    private static void holds(GalleryApp app, List<Integer> kept) {
        GalleryReader open = app.galleries().open(TOWN);
        assertThat(app.galleries().get(TOWN).tiles()).isEqualTo(kept.size());
        for (int picture : kept) {
            TileMatch best = open.search(TestQueries.of(open, picture), SearchRequest.top(1)).getFirst();
            assertThat(best.tile().id().value()).isEqualTo("t-" + picture);
            assertThat(app.galleries().image(TOWN, best.tile().id()).bytes()).isNotEmpty();
        }
    }

    private static Job imported(GalleryApp app) {
        JobService jobs = app.bean(JobService.class);
        Job job = app.bean(ImportService.class).start(TOWN, SourceOptions.of("town"));
        return await().until(() -> jobs.get(job.id()),
                now -> now.state().isTerminal());
    }

    private static NewTile tile(int number) {
        return new NewTile(new TileId("t-" + number), new GeoPoint(47, 8), null, Map.of(), Pictures.png(number));
    }
}
