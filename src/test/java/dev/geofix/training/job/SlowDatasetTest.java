package dev.geofix.training.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.dataset.DatasetFolders;
import dev.geofix.evaluation.job.JobDatasets;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobSubmission;
import dev.geofix.platform.GeofixSettings;
import dev.geofix.testing.Api;
import dev.geofix.testing.Pictures;
import dev.geofix.testing.RunningService;
import dev.geofix.testing.TinyDataset;
import dev.geofix.testing.TinyModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A data set on a slow disk takes minutes to be looked through. */
class SlowDatasetTest {
    private static final long PATIENCE_SECONDS = 60;
    private static final JsonNode TRAINING = JsonMapper.shared()
            .valueToTree(Map.of("dataset", "tiny", "name", "slow", "settings", TinyDataset.SETTINGS));

    @TempDir
    private Path folder;

    @Test
    void otherRequestsAreAnsweredWhileItIsReadAndANameTakenMeanwhileIsRefused() throws Exception {
        TinyDataset.write(folder.resolve("data/datasets/tiny"));
        Path town = Files.createDirectories(folder.resolve("data/imports/town"));
        Files.write(town.resolve("a.png"), Pictures.png(Pictures.picture(1, 64)));
        Files.writeString(town.resolve("manifest.csv"), "file,latitude,longitude\na.png,52,4\n");
        try (RunningService service = RunningService.start(folder.resolve("data"), "--geofix.demo.enabled=false");
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            ModelRegistry models = service.bean(ModelRegistry.class);
            models.install(new ModelVersion("tiny"), TinyModel.write(folder.resolve("tiny")));
            models.activate(new ModelVersion("tiny"));
            Api api = service.api();
            api.put("/api/v1/galleries/default");
            CountDownLatch reading = new CountDownLatch(1);
            CountDownLatch read = new CountDownLatch(1);
            TrainingJobController slow = new TrainingJobController(service.bean(JobSubmission.class),
                    checks(service, reading, read));

            Future<ResponseEntity<Job>> training = clients.submit(() -> slow.submit(null, TRAINING));
            assertThat(reading.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            try {
                Future<Api.Answer> imported = clients.submit(
                        () -> api.postJson("/api/v1/galleries/default/imports", Map.of("source", "town")));
                assertThat(imported.get(PATIENCE_SECONDS, TimeUnit.SECONDS).status()).isEqualTo(202);
                Future<Api.Answer> other = clients.submit(
                        () -> api.postJson("/api/v1/admin/training-jobs", TRAINING));
                Api.Answer first = other.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertThat(first.status()).isEqualTo(202);
                read.countDown();
                assertThat(training).failsWithin(Duration.ofSeconds(PATIENCE_SECONDS))
                        .withThrowableThat().withMessageContaining("'slow' is taken by training job");
                JobService jobs = service.bean(JobService.class);
                UUID id = UUID.fromString(first.body().path("id").asString());
                jobs.cancel(id);
                await().until(() -> jobs.get(id).state().isTerminal());
            } finally {
                read.countDown();
            }
        }
    }

    private static TrainingChecks checks(RunningService service, CountDownLatch reading, CountDownLatch read) {
        return new TrainingChecks(service.bean(DatasetFolders.class), service.bean(JobDatasets.class),
                service.bean(ModelRegistry.class), service.bean(VersionNames.class), service.bean(Resumption.class),
                service.bean(GeofixSettings.class)) {
            @Override
            Checked check(TrainingRequest request) {
                Checked checked = super.check(request);
                reading.countDown();
                try {
                    assertThat(read.await(2 * PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return checked;
            }
        };
    }
}
