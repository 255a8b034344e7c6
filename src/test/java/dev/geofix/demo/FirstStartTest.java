package dev.geofix.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.testing.Api;
import dev.geofix.testing.RunningService;
import dev.geofix.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.FileSystemUtils;

@Timeout(180)
@ExtendWith(OutputCaptureExtension.class)
class FirstStartTest {
    @TempDir
    private Path folder;
    private Path data;
    private String[] settings;

    @BeforeEach
    void aTinyModel() throws IOException {
        data = folder.resolve("data");
        settings = new String[]{"--geofix.demo.ground-meters=400", "--geofix.demo.overlap=0", "--geofix.demo.side=3",
            "--geofix.demo.model=file:" + TinyModel.write(folder.resolve("tiny")) + "/"};
    }

    @Test
    void anEmptyDataFolderIsFilledAndTheSamplePhotoCanBeLocated() throws Exception {
        try (RunningService service = RunningService.start(data, settings)) {
            Api api = service.api();
            untilReady(api);
            assertThat(api.get("/api/v1/galleries/default").body().path("tiles").asInt()).isEqualTo(9);
            Api.Answer answer = api.postImage("/api/v1/locate", Files.readAllBytes(data.resolve("demo/photo.jpg")));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("model").asString()).isEqualTo("demo-1");
            assertThat(answer.body().path("matches")).isNotEmpty();
            assertThat(data.resolve("imports/campus.tif")).exists();
            untilDone();
            assertThat(data.resolve("imports/town/manifest.csv")).exists();
            assertThat(data.resolve("datasets/town/train/drone")).isDirectoryContaining("glob:**/0001");
        }
    }

    @Test
    void whileItIsFilledLocateSaysWhyItWaits() throws Exception {
        try (RunningService service = RunningService.start(data, settings)) {
            Api.Answer answer = service.api().postImage("/api/v1/locate", new byte[]{1});
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.detail()).contains("first start");
            assertThat(answer.headers().getFirst("Retry-After")).isNotNull();
            assertThat(service.api().get("/actuator/health/liveness").status()).isEqualTo(200);
        }
    }

    @Test
    void aStartThatWasBrokenOffIsCompletedByTheNext() throws Exception {
        RunningService.start(data, settings).close();
        try (RunningService service = RunningService.start(data, settings)) {
            untilReady(service.api());
            assertThat(service.api().get("/api/v1/galleries/default").body().path("tiles").asInt()).isEqualTo(9);
        }
    }

    @Test
    void photosAreLocatedWhileTheExamplesAreStillMissing() throws Exception {
        try (RunningService service = RunningService.start(data, settings)) {
            untilReady(service.api());
            untilDone();
        }
        Files.delete(data.resolve("demo/done"));
        Files.delete(data.resolve("imports/town/manifest.csv"));
        FileSystemUtils.deleteRecursively(data.resolve("datasets/town"));
        try (RunningService service = RunningService.start(data, settings)) {
            assertThat(service.api().get("/actuator/health/readiness").status()).isEqualTo(200);
            untilDone();
            assertThat(service.api().get("/api/v1/jobs").body()).as("the map is not imported again").hasSize(1);
        }
        assertThat(data.resolve("imports/town/manifest.csv")).exists();
        assertThat(data.resolve("datasets/town")).exists();
    }

    /** As an earlier version leaves a folder when it is killed after it has drawn the town. */
    @Test
    void anEarlierVersionsStartThatMadeNoGalleryGoesOnWithTheCampus() throws Exception {
        Files.createDirectory(data);
        Files.createFile(Files.createDirectory(data.resolve("demo")).resolve("begun"));
        Files.writeString(data.resolve("demo/photo.jpg"), "of the town");
        try (RunningService service = RunningService.start(data, settings)) {
            untilReady(service.api());
            assertThat(service.api().get("/api/v1/galleries/default").body().path("tiles").asInt()).isEqualTo(9);
        }
        assertThat(data.resolve("demo/photo.jpg"))
                .hasSameBinaryContentAs(Path.of("src/main/resources/demo/campus/photo.jpg"));
    }

    /** As an earlier version leaves a folder when it is killed after it has made the gallery too. */
    @Test
    void aGalleryOfTheTownThatAnEarlierVersionBeganIsCompletedWithTheTown() throws Exception {
        try (RunningService service = RunningService.start(data, "--geofix.demo.enabled=false")) {
            ModelRegistry models = service.bean(ModelRegistry.class);
            models.install(DemoModel.VERSION, folder.resolve("tiny"));
            models.activate(DemoModel.VERSION);
            service.api().put("/api/v1/galleries/default");
        }
        new DemoExamples(new DemoSettings(true, "", 100, 0.5, 1, 2)).write(data.resolve("imports/town"),
                data.resolve("datasets/town"));
        Files.createFile(Files.createDirectory(data.resolve("demo")).resolve("begun"));
        try (RunningService service = RunningService.start(data, settings)) {
            untilReady(service.api());
            untilDone();
            assertThat(service.api().get("/api/v1/galleries/default/tiles/t-0001").status()).isEqualTo(200);
            assertThat(service.api().get("/api/v1/galleries/default").body().path("tiles").asInt()).isEqualTo(4);
        }
        assertThat(data.resolve("imports/campus.tif")).doesNotExist();
    }

    @Test
    void aFilledFolderIsReadyAtOnceAndTheLogShowsAKeyWhereOneIsNeeded(CapturedOutput output) throws Exception {
        try (RunningService service = RunningService.start(data, settings)) {
            untilReady(service.api());
        }
        assertThat(output).contains("curl -s -F ").doesNotContain("$GEOFIX_KEY");
        Path keys = Files.createFile(folder.resolve("keys"));
        try (RunningService service = RunningService.start(data, "--geofix.security.keys-file=" + keys)) {
            assertThat(service.api().get("/actuator/health/readiness").status()).isEqualTo(200);
        }
        assertThat(output).contains("curl -s -H \"Authorization: Bearer $GEOFIX_KEY\" -F ");
    }

    @Test
    void aFolderWithDataOfTheUsersOwnIsLeftAlone() throws Exception {
        try (RunningService service = RunningService.start(data, "--geofix.demo.enabled=false")) {
            ModelRegistry models = service.bean(ModelRegistry.class);
            models.install(new ModelVersion("own"), folder.resolve("tiny"));
            models.activate(new ModelVersion("own"));
        }
        try (RunningService service = RunningService.start(data, settings)) {
            assertThat(service.api().get("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(service.api().get("/api/v1/galleries/default").status()).isEqualTo(404);
        }
        assertThat(data.resolve("demo")).doesNotExist();
    }

    private void untilDone() throws InterruptedException {
        while (Files.notExists(data.resolve("demo/done"))) {
            Thread.sleep(100);
        }
    }

    private static void untilReady(Api api) throws InterruptedException {
        while (api.get("/actuator/health/readiness").status() != 200) {
            Thread.sleep(100);
        }
    }
}
