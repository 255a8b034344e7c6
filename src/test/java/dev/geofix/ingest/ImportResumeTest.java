package dev.geofix.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.inference.DecodeBulkhead;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobState;
import dev.geofix.testing.Pictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

class ImportResumeTest {
    private static final GalleryName TOWN = new GalleryName("town");
    private static final int TILES = 60;
    /** Two batches. Their pictures find room in the memory that is left, those behind them do not. */
    private static final int COMMITTED = 8;
    private static final int SMALL = 60;
    private static final int LARGE = 200;

    @TempDir
    Path folder;

    /**
     * The first service has memory for small pictures only, so it is stopped half-way however fast the machine is.
     *
     * @param then where the data folder is found after the stop
     */
    @ParameterizedTest
    @ValueSource(strings = {"data", "moved"})
    void goesOnWithAnUploadAndEmbedsNoTileTwice(String then) throws Exception {
        UUID id;
        try (GalleryApp app = new GalleryApp(folder.resolve("data"), "--geofix.image.memory.limit=1MB",
                "--geofix.image.memory.patience=0s")) {
            app.bean(DecodeBulkhead.class).pixelsOf(picture(0, 250));
            app.galleries().create(TOWN, null);
            byte[] answer = app.http().post().uri("/galleries/town/imports")
                    .contentType(MediaType.APPLICATION_OCTET_STREAM).body(Files.readAllBytes(zip())).exchange()
                    .expectStatus().isAccepted().expectBody(byte[].class).returnResult().getResponseBody();
            id = UUID.fromString(new String(answer).replaceAll("(?s).*?\"id\":\"([0-9a-f-]{36})\".*", "$1"));
            await().until(() -> app.galleries().get(TOWN).tiles() >= COMMITTED);
        }
        Path data = folder.resolve(then);
        if (!Files.exists(data)) {
            Files.move(folder.resolve("data"), data);
        }
        try (GalleryApp app = new GalleryApp(data)) {
            JobService jobs = app.bean(JobService.class);
            Job job = await().until(() -> jobs.get(id),
                    now -> now.state().isTerminal());
            assertThat(job.state()).as(job.message()).isEqualTo(JobState.SUCCEEDED);
            assertThat(app.galleries().get(TOWN).tiles()).isEqualTo(TILES);
            assertThat(job.message()).isEqualTo("%d new, 0 replaced, %d unchanged, 1 refused"
                    .formatted(TILES - COMMITTED, COMMITTED));
        }
        assertThat(data.resolve("uploads")).isEmptyDirectory();
    }

    private static byte[] picture(int number, int side) {
        return Pictures.png(Pictures.picture(number, side));
    }

    private Path zip() throws Exception {
        Path file = folder.resolve("town.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            StringBuilder manifest = new StringBuilder("file,latitude,longitude\n0.png,91,0\n");
            for (int i = 0; i < TILES; i++) {
                manifest.append(i).append(".png,1,").append(i).append('\n');
                zip.putNextEntry(new ZipEntry(i + ".png"));
                zip.write(picture(i, i < COMMITTED ? SMALL : LARGE));
            }
            zip.putNextEntry(new ZipEntry("manifest.csv"));
            zip.write(manifest.toString().getBytes());
        }
        return file;
    }
}
