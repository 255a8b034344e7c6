package dev.geofix.api;

import static dev.geofix.api.JobWatch.awaitSteps;
import static dev.geofix.api.JobWatch.ended;
import static dev.geofix.api.JobWatch.lastStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.testing.Api;
import dev.geofix.testing.ClusterApi;
import dev.geofix.testing.Kubelet;
import dev.geofix.testing.RunningService;
import dev.geofix.testing.TinyDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Trainings in a cluster, as a user of the API sees them. */
class ClusterTrainingTest {

    @TempDir
    private Path data;
    private ClusterApi cluster;
    private Kubelet kubelet;
    private RunningService service;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        TinyDataset.write(data.resolve("datasets/tiny"));
        cluster = new ClusterApi();
        kubelet = new Kubelet(cluster);
        startService();
    }

    @AfterEach
    void stop() throws InterruptedException {
        service.close();
        kubelet.close();
        cluster.close();
    }

    @Test
    void fromASubmissionOverTheQueueForANodeToAnInstalledModel() throws IOException {
        kubelet.hasNode(false);
        String job = submit("tiny-1", 2);
        await().until(() -> message(job).contains("0/3 nodes are available"));
        cluster.trouble(request -> ClusterApi.Fault.NO_ANSWER);
        kubelet.hasNode(true);
        await().until(() -> kubelet.isRunning(name(job, "train")));
        cluster.noTrouble();

        assertThat(ended(api, job).path("state").asString()).as(message(job)).isEqualTo("SUCCEEDED");
        JsonNode model = api.get("/api/v1/models/tiny-1").body();
        assertThat(model.path("provenance").path("job").asString()).isEqualTo(id(job));
        assertThat(api.get(job + "/files").body().findValuesAsString("name")).contains("metrics.jsonl", "report.json");
        assertThat(cluster.requests().stream().filter(request -> request.startsWith("POST")))
                .as("one Job for each command").hasSize(2);
        assertThat(log(job)).contains("train: waiting for a node", "train: its process has begun");
    }

    @Test
    void aTrainingGoesOnAfterACrashAndARestartOfTheServiceAndIsCancelled() throws IOException {
        String job = submit("endless", 10_000);
        awaitSteps(api, job, 6);
        kubelet.kill(name(job, "train"));
        await().until(() -> log(job).contains("going on at step"));

        service.close();
        assertThat(kubelet.isRunning(name(job, "train"))).isTrue();
        startService();
        await().until(() -> log(job).contains("train: found"));
        awaitSteps(api, job, lastStep(api, job) + 2);
        api.post(job + "/cancel");
        JsonNode cancelled = ended(api, job);
        assertThat(cancelled.path("state").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.path("message").asString()).contains("goes on from its last checkpoint");
        assertThat(kubelet.isRunning(name(job, "train"))).isFalse();
        assertThat(Files.readString(folder(job).resolve("train.outcome.json"))).as("it was given time to stop")
                .contains("3");
    }

    @Test
    void aJobThatSomebodyDeletedFailsWithItsReason() {
        String job = submit("endless", 10_000);
        awaitSteps(api, job, 1);
        cluster.admin().batch().v1().jobs().withName(name(job, "train")).delete();
        JsonNode failed = ended(api, job);
        assertThat(failed.path("state").asString()).isEqualTo("FAILED");
        assertThat(failed.path("message").asString()).contains("is gone from the namespace geofix", "\"resume\"");
    }

    private void startService() {
        service = RunningService.start(data, "--geofix.demo.enabled=false", "--geofix.job.launcher=kubernetes",
                "--geofix.job.kubernetes.namespace=" + ClusterApi.NAMESPACE,
                "--geofix.job.kubernetes.api.master=" + cluster.url(), "--geofix.job.kubernetes.poll=200ms",
                "--geofix.job.kubernetes.pod.image=geofix:cu121", "--geofix.job.kubernetes.pod.claim=geofix-data",
                "--geofix.job.kubernetes.pod.cpu=1", "--geofix.job.kubernetes.pod.memory=4Gi");
        api = service.api();
    }

    private String submit(String name, int epochs) {
        Map<String, Object> settings = new HashMap<>(TinyDataset.SETTINGS);
        settings.put("epochs", epochs);
        Api.Answer answer = api.postJson("/api/v1/admin/training-jobs",
                Map.of("name", name, "dataset", "tiny", "settings", settings));
        assertThat(answer.status()).as(answer.detail()).isEqualTo(202);
        return String.valueOf(answer.headers().getLocation());
    }

    private String message(String job) {
        return api.get(job).body().path("message").asString();
    }

    private static String id(String job) {
        return job.substring(job.lastIndexOf('/') + 1);
    }

    private static String name(String job, String command) {
        return "geofix-" + command + "-" + id(job);
    }

    private String log(String job) throws IOException {
        return Files.readString(folder(job).resolve("job.log"));
    }

    private Path folder(String job) {
        return data.resolve("jobs").resolve(id(job));
    }
}
