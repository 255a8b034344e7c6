package dev.geofix.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.Pictures;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobState;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** received = indexed + duplicate + failed, in each process, however an import ends. */
class ImportMetricsTest {
    private static final GalleryName TOWN = new GalleryName("town");
    private static final GalleryName OTHER = new GalleryName("other");
    private static final int TILES = 120;

    @TempDir
    Path folder;

    @Test
    void holdsForImportsThatAreCancelledInterruptedAndTakenUpAgain() throws Exception {
        Path data = folder.resolve("data");
        tiles(Files.createDirectories(data.resolve("imports/town")));
        Job interrupted;
        long indexedBefore;
        try (GalleryApp app = new GalleryApp(data)) {
            app.galleries().create(TOWN, null);
            app.galleries().create(OTHER, null);
            Job cancelled = begun(app, OTHER);
            app.bean(JobService.class).cancel(cancelled.id());
            assertThat(ended(app, cancelled).state()).isEqualTo(JobState.CANCELLED);
            assertBalanced(app);
            assertThat(count(app, "indexed")).isEqualTo(app.galleries().get(OTHER).tiles());

            interrupted = begun(app, TOWN);
        }
        try (GalleryApp app = new GalleryApp(data)) {
            // Taken up at the start; whatever stands in the gallery by now and was not put by this process was put by the one before.
            assertThat(ended(app, interrupted).state()).isEqualTo(JobState.SUCCEEDED);
            assertBalanced(app);
            indexedBefore = TILES - (long) count(app, "indexed");
            assertThat(count(app, "duplicate")).isEqualTo(indexedBefore).isGreaterThanOrEqualTo(4);
            assertThat(count(app, "failed")).as("the row that is nowhere on Earth").isEqualTo(1);
            assertThat(app.galleries().get(TOWN).tiles()).isEqualTo(TILES);
        }
    }

    private static Job begun(GalleryApp app, GalleryName gallery) {
        Job job = app.bean(ImportService.class).start(gallery, SourceOptions.of("town"));
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> app.galleries().get(gallery).tiles() >= 4);
        return job;
    }

    private static Job ended(GalleryApp app, Job job) {
        return await().until(() -> app.bean(JobService.class).get(job.id()),
                now -> now.state().isTerminal());
    }

    private static void assertBalanced(GalleryApp app) {
        assertThat(app.bean(MeterRegistry.class).get("geofix.import.received").counter().count()).isPositive()
                .isEqualTo(count(app, "indexed") + count(app, "duplicate") + count(app, "failed"));
    }

    private static double count(GalleryApp app, String outcome) {
        return app.bean(MeterRegistry.class).get("geofix.import.tiles").tag("outcome", outcome).counter().count();
    }

    private static void tiles(Path town) throws IOException {
        StringBuilder manifest = new StringBuilder("file,latitude,longitude\n0.png,91,0\n");
        for (int i = 0; i < TILES; i++) {
            Files.write(town.resolve(i + ".png"), Pictures.png(i));
            manifest.append(i).append(".png,1,").append(i).append('\n');
        }
        Files.writeString(town.resolve("manifest.csv"), manifest);
    }
}
