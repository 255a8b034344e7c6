package dev.geofix.api;

import static dev.geofix.api.JobWatch.awaitSteps;
import static dev.geofix.api.JobWatch.ended;
import static dev.geofix.api.JobWatch.lastStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.testing.Api;
import dev.geofix.testing.Pictures;
import dev.geofix.testing.RunningService;
import dev.geofix.testing.TinyDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Trainings in real processes, as a user of the API sees them. */
class TrainingJobsTest {
    private static final String JOBS = "/api/v1/admin/training-jobs";

    @TempDir
    private Path data;
    private RunningService service;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        TinyDataset.write(data.resolve("datasets/tiny"));
        startService();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void fromASubmissionToAModelThatLocatesAPhoto() {
        String job = submit(Map.of("name", "tiny-1", "dataset", "tiny", "settings", TinyDataset.SETTINGS));
        List<String> events = api.events(job + "/events");

        assertThat(ended(api, job).path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(ids(events)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(events).contains("event:metric", "event:job");
        assertThat(api.get(job + "/metrics?from=6").body().findValuesAsString("step")).containsExactly("6", "7");
        assertThat(api.get(job + "/metrics?points=3").body().findValuesAsString("step")).startsWith("0").endsWith("7")
                .hasSizeLessThanOrEqualTo(3);
        assertThat(ended(api, job).path("message").asString()).contains("tiny-1", "activate", "default calibration");
        JsonNode model = api.get("/api/v1/models/tiny-1").body();
        assertThat(model.path("provenance").path("job").asString()).isEqualTo(ended(api, job).path("id").asString());
        assertThat(model.path("metrics").path("evaluation").path(0).path("figures").path("recallAt1").isNumber())
                .isTrue();
        assertThat(api.get(job + "/files").body().findValuesAsString("name")).containsExactly("config.json",
                "metrics.jsonl", "report.json", "report.md", "retrieval.png");

        JsonNode active = api.post("/api/v1/models/tiny-1/activate").body();
        assertThat(active.path("active").asBoolean()).isTrue();
        byte[] picture = Pictures.png(Pictures.picture(1, 64));
        api.put("/api/v1/galleries/default");
        api.putForm("/api/v1/galleries/default/tiles/t", picture, Map.of("bounds", "4,52,4.001,52.001"));
        JsonNode located = api.postImage("/api/v1/locate", picture).body();
        assertThat(located.path("model").asString()).isEqualTo("tiny-1");
        assertThat(located.path("matches").path(0).path("tile").asString()).isEqualTo("t");
    }

    @Test
    void aCancelledTrainingIsTakenUpByAnotherJob() {
        String job = submit(training("endless", 10_000));
        awaitSteps(api, job, 5);
        assertThat(api.post(job + "/cancel").status()).isEqualTo(202);
        JsonNode cancelled = ended(api, job);
        assertThat(cancelled.path("state").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.path("message").asString()).contains("{\"resume\": \"" + cancelled.path("id").asString());

        long step = lastStep(api, job);
        String next = submit(Map.of("resume", cancelled.path("id").asString()));
        awaitSteps(api, next, step + 2);
        List<String> steps = api.get(next + "/metrics").body().findValuesAsString("step");
        assertThat(steps).hasSizeGreaterThan((int) step + 2).containsExactlyElementsOf(
                IntStream.range(0, steps.size()).mapToObj(String::valueOf).toList());
        api.post(next + "/cancel");
        ended(api, next);
    }

    @Test
    void aTrainingOutlivesTheService() throws IOException {
        String job = submit(training("endless", 10_000));
        awaitSteps(api, job, 2);
        service.close();
        long before = lines(job);
        await().until(() -> lines(job) > before + 2);

        startService();
        assertThat(api.get(job).body().path("state").asString()).isEqualTo("RUNNING");
        awaitSteps(api, job, before + 4);
        // The process writes its steps itself, whether the service has found it yet or not.
        await().until(() -> log(job).contains("train: found running"));
        assertThat(log(job)).doesNotContain("going on at step");
        api.post(job + "/cancel");
        assertThat(ended(api, job).path("state").asString()).isEqualTo("CANCELLED");
    }

    @Test
    void aTrainingThatIsKilledGoesOnFromItsCheckpoint() throws IOException {
        String job = submit(training("endless", 10_000));
        awaitSteps(api, job, 5);
        JsonNode process = JsonMapper.shared()
                .readTree(Files.readAllBytes(folder(job).resolve("train.process.json")));
        ProcessHandle.of(process.path("pid").asLong()).orElseThrow().destroyForcibly();

        await().until(() -> log(job).contains("going on at step"));
        api.post(job + "/cancel");
        assertThat(ended(api, job).path("state").asString()).isEqualTo("CANCELLED");
    }

    @Test
    void oneTrainingRunsAndTheOthersWaitInLine() {
        String first = submit(training("first", 10_000));
        String second = submit(training("second", 10_000));
        awaitSteps(api, first, 1);
        assertThat(api.get(second).body().path("state").asString()).isEqualTo("QUEUED");
        api.post(first + "/cancel");
        awaitSteps(api, second, 1);
        api.post(second + "/cancel");
        ended(api, second);
    }

    @Test
    void oneKeyMakesOneJob() {
        Map<String, Object> body = training("endless", 10_000);
        List<Api.Answer> answers = Stream.generate(() -> body).limit(4).parallel()
                .map(same -> api.postOnce(JOBS, "my training", same)).toList();
        assertThat(answers).extracting(Api.Answer::status).containsOnlyOnce(202).containsOnly(202, 200);
        assertThat(answers).extracting(answer -> answer.headers().getLocation()).containsOnly(
                answers.getFirst().headers().getLocation());

        service.close();
        startService();
        Api.Answer again = api.postOnce(JOBS, "my training", new TreeMap<>(body));
        assertThat(again.status()).isEqualTo(200);
        String job = String.valueOf(again.headers().getLocation());
        assertThat(job).isEqualTo(String.valueOf(answers.getFirst().headers().getLocation()));
        Api.Answer other = api.postOnce(JOBS, "my training", training("endless", 9_999));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.detail()).contains("another body", job.substring(job.lastIndexOf('/') + 1));
        assertThat(api.postJson(JOBS, body).status()).as("the name is taken by the first").isEqualTo(409);
        api.post(job + "/cancel");
        ended(api, job);
    }

    private static Map<String, Object> training(String name, int epochs) {
        Map<String, Object> settings = new HashMap<>(TinyDataset.SETTINGS);
        settings.put("epochs", epochs);
        return Map.of("name", name, "dataset", "tiny", "settings", settings);
    }

    /** @return path of the job */
    private String submit(Object body) {
        Api.Answer answer = api.postJson(JOBS, body);
        assertThat(answer.status()).as(answer.detail()).isEqualTo(202);
        return String.valueOf(answer.headers().getLocation());
    }

    private long lines(String job) throws IOException {
        return Files.readAllLines(folder(job).resolve("run/metrics.jsonl")).size();
    }

    private String log(String job) throws IOException {
        return Files.readString(folder(job).resolve("job.log"));
    }

    private Path folder(String job) {
        return data.resolve("jobs").resolve(job.substring(job.lastIndexOf('/') + 1));
    }

    private static List<Integer> ids(List<String> events) {
        return events.stream().filter(line -> line.startsWith("id:")).map(line -> Integer.valueOf(line.substring(3)))
                .toList();
    }

    private void startService() {
        service = RunningService.start(data, "--geofix.demo.enabled=false");
        api = service.api();
    }
}
