package dev.geofix.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.testing.Api;
import dev.geofix.testing.RunningService;
import dev.geofix.testing.TinyDataset;
import dev.geofix.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trainings and evaluations that cannot be done are refused before anything starts. */
class TrainingRequestsTest {
    private static final String TRAIN = "/api/v1/admin/training-jobs";
    private static final String EVALUATE = "/api/v1/admin/evaluation-jobs";

    @TempDir
    private static Path folder;
    private static RunningService service;
    private static Api api;

    @BeforeAll
    static void aModelAndSomeDataSets() throws IOException {
        Path sets = folder.resolve("data/datasets");
        TinyDataset.write(sets.resolve("tiny"));
        TinyDataset.training(sets.resolve("half"), 3);
        TinyDataset.training(sets.resolve("lone"), 1);
        Files.createDirectories(sets.resolve("empty"));
        Files.writeString(sets.resolve("weights.safetensors"), "no tensors");
        TinyDataset.write(folder.resolve("elsewhere"));
        linked(sets, "file", "train/drone/0001/link.jpg", folder.resolve("elsewhere/train/drone/0001/0.jpg"));
        linked(sets, "place", "train/drone/0009", folder.resolve("elsewhere/train/drone/0001"));
        linked(sets, "circle", "train/drone/0001/link", sets.resolve("circle"));
        linked(sets, "through", "train/drone/0009", sets.resolve("place/train/drone"));
        linked(sets, "nowhere-link", "link", folder.resolve("gone"));
        service = RunningService.start(folder.resolve("data"), "--geofix.demo.enabled=false");
        api = service.api();
        service.bean(ModelRegistry.class).install(new ModelVersion("tiny"), TinyModel.write(folder.resolve("tiny")));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void nothingHasStarted() {
        assertThat(api.get("/api/v1/jobs").body()).isEmpty();
    }

    static Stream<Arguments> trainings() {
        return Stream.of(Arguments.of(Map.of("datasets", "tiny"), List.of("datasets", "dataset, evaluate")),
                Arguments.of(Map.of(), List.of("dataset", "missing")),
                Arguments.of(Map.of("dataset", List.of("tiny")), List.of("dataset", "wrong type")),
                Arguments.of(Map.of("dataset", "tiny", "evaluate", "perhaps"), List.of("evaluate", "wrong type")),
                Arguments.of(Map.of("dataset", "nowhere"), List.of("dataset", "'nowhere'", "geofix.dataset.roots")),
                Arguments.of(Map.of("dataset", "../../elsewhere"), List.of("dataset", "elsewhere")),
                Arguments.of(Map.of("dataset", "a\0b"), List.of("dataset")),
                Arguments.of(Map.of("dataset", "file"), List.of("dataset", "train/drone/0001/link.jpg", "leads out")),
                Arguments.of(Map.of("dataset", "place"), List.of("dataset", "train/drone/0009", "leads out")),
                Arguments.of(Map.of("dataset", "through"), List.of("dataset", "train/drone/0009", "leads out")),
                Arguments.of(Map.of("dataset", "nowhere-link"), List.of("dataset", "'link'", "nowhere")),
                Arguments.of(Map.of("dataset", "circle", "initial", "nobody"), List.of("initial", "'nobody'")),
                Arguments.of(Map.of("dataset", "tiny", "calibration", List.of("place")),
                        List.of("calibration", "leads out")),
                Arguments.of(Map.of("dataset", "empty"), List.of("dataset", "no known layout")),
                Arguments.of(Map.of("dataset", "lone"), List.of("dataset", "1 places", "at least 2")),
                Arguments.of(Map.of("dataset", "tiny", "heights", List.of(150)), List.of("dataset", "no heights")),
                Arguments.of(Map.of("dataset", "tiny", "heights", Collections.singletonList(null)),
                        List.of("heights", "wrong type")),
                Arguments.of(Map.of("dataset", "tiny", "heights", List.of("150")), List.of("heights", "wrong type")),
                Arguments.of(Map.of("resume", "seven"), List.of("resume", "wrong type")),
                Arguments.of(Map.of("dataset", "half", "evaluate", true), List.of("evaluate", "no test half")),
                Arguments.of(Map.of("dataset", "tiny", "recipe", "quick"), List.of("recipe", "quick", "paper, strong")),
                Arguments.of(tiny("epoch", 3), List.of("settings", "'epoch'", "epochs")),
                Arguments.of(tiny("epochs", "many"), List.of("settings", "epochs", "many")),
                Arguments.of(tiny("epochs", -1), List.of("settings", "epochs")),
                Arguments.of(tiny("epochs", 1_000_000_000), List.of("settings", "epochs", "at most 100000")),
                Arguments.of(tiny("epochs", 1e300), List.of("settings", "epochs", "a whole number")),
                Arguments.of(tiny("network.backbone", "vgg"), List.of("settings", "one of", "convnext_tiny")),
                Arguments.of(tiny("frozen", 7), List.of("settings", "frozen", "a list")),
                Arguments.of(tiny("mirror", List.of()), List.of("settings", "mirror", "true or false")),
                Arguments.of(tiny("input.mean", List.of("a")), List.of("settings", "input.mean", "a number")),
                Arguments.of(tiny("batch", 64), List.of("settings", "batch is 64", "only 4", "4 or less")),
                Arguments.of(Map.of("dataset", "tiny", "settings", Map.of("batch", 3, "maxPlaces", 2)),
                        List.of("settings", "batch is 3", "only 2")),
                Arguments.of(tiny("input.inputSize", 64), List.of("settings", "network.stripes", "larger input")),
                Arguments.of(Map.of("dataset", "tiny", "initial", "nobody"),
                        List.of("initial", "no installed model", "'nobody'")),
                Arguments.of(Map.of("dataset", "tiny", "initial", "weights.safetensors"),
                        List.of("initial", "no readable weights")),
                Arguments.of(Map.of("dataset", "tiny", "initial", "tiny"),
                        List.of("initial", "CONVNEXT_TINY", "network.backbone")),
                Arguments.of(Map.of("dataset", "tiny", "name", "Große Stadt"), List.of("name", "Große Stadt")),
                Arguments.of(Map.of("dataset", "tiny", "calibration", List.of("tiny")),
                        List.of("calibration", "manifest.csv")),
                Arguments.of(Map.of("resume", UUID.randomUUID()), List.of("resume", "is no job")),
                Arguments.of(Map.of("resume", UUID.randomUUID(), "dataset", "tiny"), List.of("resume", "only name")));
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void refusesATrainingAndNamesTheField(Map<String, Object> body, List<String> words) {
        assertRefused(api.postJson(TRAIN, body), words);
    }

    static Stream<Arguments> evaluations() {
        return Stream.of(Arguments.of(Map.of("dataset", "tiny"), List.of("model", "missing")),
                Arguments.of(Map.of("model", "nobody", "dataset", "tiny"), List.of("model", "'nobody'")),
                Arguments.of(Map.of("model", "tiny"), List.of("dataset", "missing")),
                Arguments.of(Map.of("model", "tiny", "dataset", "half"), List.of("dataset", "no test half")),
                Arguments.of(Map.of("model", "tiny", "dataset", "tiny", "protocol", "strict"),
                        List.of("protocol", "full, junk")),
                Arguments.of(Map.of("model", "tiny", "dataset", "tiny", "flip", 3), List.of("flip", "wrong type")));
    }

    @ParameterizedTest
    @MethodSource("evaluations")
    void refusesAnEvaluationAndNamesTheField(Map<String, Object> body, List<String> words) {
        assertRefused(api.postJson(EVALUATE, body), words);
    }

    @Test
    void refusesTheNameOfAnInstalledModel() {
        Api.Answer answer = api.postJson(TRAIN, Map.of("dataset", "tiny", "name", "tiny"));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail()).contains("'tiny'", "another name");
    }

    @Test
    void refusesAFieldThatStandsTwiceInTheBody() {
        assertRefused(api.postJson(TRAIN, "{\"dataset\": \"tiny\",\n \"dataset\": \"half\"}"),
                List.of("dataset", "uplicate", "line 2"));
    }

    @Test
    void refusesABodyThatIsNoObject() {
        assertRefused(api.postJson(TRAIN, List.of()), List.of("JSON object"));
    }

    @Test
    void refusesAKeyThatIsTooLong() {
        assertRefused(api.postOnce(TRAIN, "k".repeat(201), Map.of("dataset", "tiny")), List.of("Idempotency-Key"));
    }

    private static Map<String, Object> tiny(String setting, Object value) {
        return Map.of("dataset", "tiny", "settings", Map.of(setting, value));
    }

    private static void assertRefused(Api.Answer answer, List<String> words) {
        assertThat(answer.status()).as(answer.detail()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.detail()).contains(words).doesNotContain("java.", "dev.geofix", "jackson");
    }

    private static void linked(Path sets, String name, String link, Path target) throws IOException {
        Path path = TinyDataset.write(sets.resolve(name)).resolve(link);
        Files.createSymbolicLink(path, target);
    }
}
