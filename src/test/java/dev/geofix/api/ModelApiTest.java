package dev.geofix.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.testing.Api;
import dev.geofix.testing.Pictures;
import dev.geofix.testing.RunningService;
import dev.geofix.testing.TinyDataset;
import dev.geofix.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Installed models: looked at, activated, measured. */
class ModelApiTest {
    private static final byte[] PICTURE = Pictures.png(Pictures.picture(1, 64));

    @TempDir
    private static Path folder;
    private static RunningService service;
    private static Api api;

    @BeforeAll
    static void threeModelsAndAGallery() throws IOException {
        service = RunningService.start(folder.resolve("data"), "--geofix.demo.enabled=false");
        api = service.api();
        ModelRegistry models = service.bean(ModelRegistry.class);
        Path tiny = TinyModel.write(folder.resolve("tiny"));
        for (String version : List.of("one", "two", "damaged")) {
            models.install(new ModelVersion(version), tiny);
        }
        Files.writeString(models.folder(new ModelVersion("damaged")).resolve("weights.safetensors"), "nothing");
        TinyDataset.write(folder.resolve("data/datasets/tiny"));
        api.post("/api/v1/models/one/activate");
        api.put("/api/v1/galleries/default");
        api.putForm("/api/v1/galleries/default/tiles/t", PICTURE, Map.of("bounds", "4,52,4.001,52.001"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void galleriesOfAnotherModelSayTheWayOut() {
        assertThat(api.postImage("/api/v1/locate", PICTURE).status()).isEqualTo(200);
        assertThat(api.post("/api/v1/models/two/activate").body().path("active").asBoolean()).isTrue();
        Api.Answer mismatch = api.postImage("/api/v1/locate", PICTURE);
        assertThat(mismatch.status()).isEqualTo(409);
        assertThat(mismatch.detail()).contains("POST /api/v1/galleries/default/reindex",
                "POST /api/v1/models/one/activate");

        assertThat(api.post("/api/v1/models/one/activate").status()).isEqualTo(200);
        assertThat(api.postImage("/api/v1/locate", PICTURE).status()).isEqualTo(200);
    }

    @Test
    void itsCalibrationIsToldAsCurves() {
        JsonNode curves = api.get("/api/v1/models/one/confidence").body();
        assertThat(curves.findValuesAsString("method")).containsExactly("retrieved", "retrieved", "retrieved",
                "verified", "verified");
        for (JsonNode curve : curves) {
            double before = 0;
            for (JsonNode point : curve.path("points")) {
                assertThat(point.path("confidence").asDouble()).isBetween(before, 1.0);
                before = point.path("confidence").asDouble();
            }
            assertThat(before).as(curve.path("given").toString()).isPositive();
        }
        JsonNode verified = curves.path(3);
        assertThat(verified.path("across").asString()).isEqualTo("inliers");
        assertThat(verified.path("points").path(0).path("confidence").asDouble())
                .isLessThan(verified.path("threshold").asDouble());
        assertThat(verified.path("points").path(96).path("confidence").asDouble())
                .isGreaterThan(verified.path("threshold").asDouble());
        assertThat(api.get("/api/v1/models/three/confidence").status()).isEqualTo(404);
    }

    @Test
    void unknownModelsAreNotFound() {
        for (String version : List.of("three", "Not A Version", "..")) {
            assertThat(api.post("/api/v1/models/" + version + "/activate").status()).as(version).isIn(400, 404);
        }
        Api.Answer unknown = api.get("/api/v1/models/three");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.detail()).contains("'three'", "GET /api/v1/models");
    }

    @Test
    void aDamagedModelLeavesTheActiveOneActive() {
        assertThat(api.post("/api/v1/models/damaged/activate").status()).isEqualTo(409);
        assertThat(api.get("/api/v1/models").body().findValuesAsString("version")).containsExactly("one", "two");
        assertThat(api.postImage("/api/v1/locate", PICTURE).status()).isEqualTo(200);
    }

    @Test
    void anEvaluationServesItsReportAndNothingElse() {
        Api.Answer submitted = api.postJson("/api/v1/admin/evaluation-jobs",
                Map.of("model", "two", "dataset", "tiny", "protocol", "junk", "flip", true));
        assertThat(submitted.status()).isEqualTo(202);
        String job = String.valueOf(submitted.headers().getLocation());
        JsonNode ended = await().until(() -> api.get(job).body(),
                now -> !now.path("ended").isNull());
        assertThat(ended.path("message").asString()).contains("/files");

        JsonNode files = api.get(job + "/files").body();
        assertThat(files.findValuesAsString("name")).containsExactly("report.json", "report.md", "retrieval.png");
        JsonNode report = api.get(files.get(0).path("url").asString()).body();
        assertThat(report.path("methods").path(0).path("sets")).hasSize(2);
        assertThat(api.bytes(job + "/files/retrieval.png")).startsWith(0x89, 'P', 'N', 'G');
        for (String other : List.of("job.log", "progress.jsonl", "..%2Fjob.log", "evaluate.outcome.json")) {
            assertThat(api.get(job + "/files/" + other).status()).as(other).isIn(400, 404);
        }
    }
}
