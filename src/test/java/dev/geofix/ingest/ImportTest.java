package dev.geofix.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.Pictures;
import dev.geofix.gallery.TileId;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.jobs.Job.RefusedItem;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;

class ImportTest {
    private static final int MANY = 400;

    private static final GalleryName TOWN = new GalleryName("town");

    @TempDir
    Path folder;

    private Path imports;
    private GalleryApp app;

    @BeforeEach
    void start() throws Exception {
        app = new GalleryApp(folder.resolve("data"));
        app.galleries().create(TOWN, null);
        imports = Files.createDirectories(folder.resolve("data/imports/town/tiles"));
        for (int i = 0; i < 6; i++) {
            Files.write(imports.resolve(i + ".png"), Pictures.png(i));
        }
        imports = imports.getParent();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void importsEveryRow() throws Exception {
        manifest("file,tile,latitude,longitude,season", rows(6));
        Job job = imported();

        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.message()).isEqualTo("6 new, 0 replaced, 0 unchanged, 0 refused");
        assertThat(job.progress().done()).isEqualTo(6);
        assertThat(app.galleries().tile(TOWN, new TileId("t-3")).attributes()).containsEntry("season", "summer");
        assertThat(app.galleries().get(TOWN).tiles()).isEqualTo(6);
    }

    @Test
    void passesOverWhatIsThereWhenImportedAgain() throws Exception {
        manifest("file,tile,latitude,longitude,season", rows(4));
        imported();
        manifest("file,tile,latitude,longitude,season", rows(6));
        assertThat(imported().message()).isEqualTo("2 new, 0 replaced, 4 unchanged, 0 refused");
    }

    @Test
    void listsRefusedRowsAndImportsTheRest() throws Exception {
        Files.writeString(imports.resolve("notes.png"), "no image");
        Files.write(folder.resolve("secret.png"), Pictures.png(9));
        Files.createSymbolicLink(imports.resolve("link.png"), folder.resolve("secret.png"));
        manifest("file,tile,latitude,longitude", "tiles/0.png,a,1,1", "tiles/gone.png,b,1,1",
                "../../../secret.png,c,1,1",
                "link.png,d,1,1", "tiles/1.png,a,1,1", "tiles/1.png,e,NaN,1", "tiles/1.png,f,1,181", "notes.png,g,1,1",
                "/etc/passwd,h,1,1", "tiles/2.png,i,1,1");
        Job job = imported();

        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.message()).isEqualTo("2 new, 0 replaced, 0 unchanged, 8 refused");
        assertThat(app.galleries().get(TOWN).tiles()).isEqualTo(2);
        Map<String, String> reasons = new LinkedHashMap<>();
        for (RefusedItem item : job.refused().first()) {
            reasons.put(item.item(), item.reason());
        }
        assertThat(reasons).hasSize(8).hasEntrySatisfying("row 2 (tiles/gone.png)", has("no such file"))
                .hasEntrySatisfying("row 3 (../../../secret.png)", has("leaves the folder"))
                .hasEntrySatisfying("row 4 (link.png)", has("by a link"))
                .hasEntrySatisfying("row 5 (tiles/1.png)", has("already"))
                .hasEntrySatisfying("row 6 (tiles/1.png)", has("latitude"))
                .hasEntrySatisfying("row 7 (tiles/1.png)", has("longitude"))
                .hasEntrySatisfying("row 8 (notes.png)", has("image"))
                .hasEntrySatisfying("row 9 (/etc/passwd)", has("leaves the folder"));
    }

    @Test
    void goesOnAfterARestartInTheMiddle() throws Exception {
        manifest("file,tile,latitude,longitude,season", rows(6));
        Job job = app.bean(ImportService.class).start(TOWN, SourceOptions.of("town"));
        app.close();
        app = new GalleryApp(folder.resolve("data"));

        assertThat(ended(job.id()).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(app.galleries().get(TOWN).tiles()).isEqualTo(6);
    }

    @Test
    void aTileThatIsDeletedDuringAnImportDoesNotComeBackWhenItGoesOn() throws Exception {
        manifest("file,tile,latitude,longitude", IntStream.range(0, MANY)
                .mapToObj(i -> "tiles/1.png,t-%d,47,8".formatted(i)).toArray(String[]::new));
        Job job = app.bean(ImportService.class).start(TOWN, SourceOptions.of("town"));
        await().until(() -> app.galleries().get(TOWN).tiles() > 0);
        app.galleries().deleteTile(TOWN, new TileId("t-0"));
        assertThat(app.bean(JobService.class).get(job.id()).state()).isEqualTo(JobState.RUNNING);
        app.close();
        app = new GalleryApp(folder.resolve("data"));

        assertThat(ended(job.id()).message()).contains("1 passed over");
        assertThat(app.galleries().get(TOWN).tiles()).isEqualTo(MANY - 1);
        imported();
        assertThat(app.galleries().get(TOWN).tiles()).as("asked for again, it is wanted again").isEqualTo(MANY);
    }

    @Test
    void failsWhenTheGalleryIsDeletedBeforeItsTurn() throws Exception {
        manifest("file,tile,latitude,longitude,season", rows(6));
        Job first = app.bean(ImportService.class).start(TOWN, SourceOptions.of("town"));
        app.galleries().delete(TOWN);
        Job job = ended(first.id());

        assertThat(job.state() == JobState.SUCCEEDED || job.message().contains("no gallery 'town'")).isTrue();
        assertThat(app.galleries().list()).isEmpty();
    }

    @Test
    void answersWithTheJob() throws Exception {
        manifest("file,tile,latitude,longitude,season", rows(1));
        app.http().post().uri("/galleries/town/imports").contentType(MediaType.APPLICATION_JSON)
                .body("{\"folder\": \"town\"}").exchange().expectStatus().isAccepted().expectHeader()
                .valueMatches("Location", "/api/v1/jobs/[0-9a-f-]{36}").expectBody().jsonPath("$.kind")
                .isEqualTo("import")
                .jsonPath("$.parameters.gallery").isEqualTo("town");
    }

    private void manifest(String header, String... rows) throws Exception {
        Files.writeString(imports.resolve("manifest.csv"), header + "\n" + String.join("\n", rows) + "\n");
    }

    private static String[] rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "tiles/%d.png,t-%d,47.%d,8,summer".formatted(i, i, i)).toArray(String[]::new);
    }

    private Job imported() {
        return ended(app.bean(ImportService.class).start(TOWN, SourceOptions.of("town")).id());
    }

    private Job ended(UUID id) {
        JobService jobs = app.bean(JobService.class);
        return await().until(() -> jobs.get(id), job -> job.state().isTerminal());
    }

    private static Consumer<String> has(String part) {
        return reason -> assertThat(reason).contains(part);
    }
}
