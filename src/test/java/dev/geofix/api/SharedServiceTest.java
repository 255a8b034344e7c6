package dev.geofix.api;

import static dev.geofix.api.JobWatch.awaitSteps;
import static dev.geofix.api.JobWatch.ended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.testing.Api;
import dev.geofix.testing.Pictures;
import dev.geofix.testing.PostgresServer;
import dev.geofix.testing.RunningService;
import dev.geofix.testing.TinyDataset;
import dev.geofix.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two whole services with one PostgreSQL and one shared folder, as their users see them. */
class SharedServiceTest {

    @TempDir
    private Path folder;
    private final String url = PostgresServer.common().newDatabase();
    private final List<RunningService> services = new ArrayList<>();

    @AfterEach
    void stop() {
        services.forEach(RunningService::close);
    }

    @Test
    void aTrainingChangesItsServiceAndItsModelAnswersInBoth() throws IOException {
        TinyDataset.write(folder.resolve("shared/datasets/tiny"));
        RunningService first = service("a");
        RunningService second = service("b");
        Api b = second.api();
        Map<String, Object> settings = new HashMap<>(TinyDataset.SETTINGS);
        settings.put("epochs", 40);
        Map<String, Object> training = Map.of("name", "tiny-1", "dataset", "tiny", "settings", settings);
        Api.Answer submitted = first.api().postOnce("/api/v1/admin/training-jobs", "once", training);
        assertThat(submitted.status()).as(submitted.detail()).isEqualTo(202);
        String job = String.valueOf(submitted.headers().getLocation());
        Api.Answer again = b.postOnce("/api/v1/admin/training-jobs", "once", training);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("id")).isEqualTo(submitted.body().path("id"));
        Api.Answer named = b.postJson("/api/v1/admin/training-jobs", training);
        assertThat(named.status()).isEqualTo(409);
        assertThat(named.detail()).contains("tiny-1", "is taken by training job");

        awaitSteps(b, job, 2);
        first.close();
        JsonNode end = ended(b, job);
        assertThat(end.path("state").asString()).as(end.path("message").asString()).isEqualTo("SUCCEEDED");
        String log = Files.readString(folder.resolve("shared/jobs/" + end.path("id").asString() + "/job.log"));
        assertThat(log.lines().filter(line -> line.contains("train: process started"))).hasSize(1);

        RunningService third = service("a");
        assertThat(b.post("/api/v1/models/tiny-1/activate").status()).isEqualTo(200);
        await().ignoreExceptions()
                .until(() -> third.bean(ModelRegistry.class).active().version().value().equals("tiny-1"));
    }

    @Test
    void anImportGoesIntoTheGalleryOfTheServiceThatWasAsked() throws IOException {
        Path town = Files.createDirectories(folder.resolve("shared/imports/town"));
        Files.write(town.resolve("t.png"), Pictures.png(Pictures.picture(1, 64)));
        Files.writeString(town.resolve("manifest.csv"), "file,west,south,east,north\nt.png,4,52,4.001,52.001\n");
        TinyDataset.write(folder.resolve("shared/datasets/tiny"));
        RunningService first = service("a");
        RunningService second = service("b");
        Api a = first.api();
        for (RunningService each : List.of(first, second)) {
            ModelRegistry models = each.bean(ModelRegistry.class);
            models.install(new ModelVersion("tiny"),
                    TinyModel.write(folder.resolve("tiny")));
            models.activate(new ModelVersion("tiny"));
            each.api().put("/api/v1/galleries/harbour");
        }
        for (int i = 0; i < 4; i++) {
            Api.Answer imported = a.postJson("/api/v1/galleries/harbour/imports", Map.of("source", "town"));
            assertThat(imported.status()).as(imported.detail()).isEqualTo(202);
            JsonNode end = ended(second.api(), String.valueOf(imported.headers().getLocation()));
            assertThat(end.path("state").asString()).as(end.path("message").asString()).isEqualTo("SUCCEEDED");
        }
        assertThat(a.get("/api/v1/galleries/harbour").body().path("tiles").asInt()).isEqualTo(1);
        assertThat(second.api().get("/api/v1/galleries/harbour").body().path("tiles").asInt()).isZero();
    }

    private RunningService service(String name) {
        RunningService service = RunningService.start(folder.resolve(name), "--geofix.demo.enabled=false",
                "--geofix.shared=" + folder.resolve("shared"), "--geofix.database=" + url, "--geofix.job.lease=5s");
        services.add(service);
        return service;
    }
}
