package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.geofix.dataset.Dataset;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.testing.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ValidationTest {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @TempDir
    private Path folder;

    @Test
    void theCurveOfTheTestHalfStandsInTheMetricsEverySoManyEpochs() throws Exception {
        for (String view : List.of("train/drone", "train/satellite", "test/query_drone", "test/gallery_satellite")) {
            picture(view, 1);
            picture(view, 2);
        }
        TrainingConfig config = TrainingConfig.of(Recipe.STRONG,
                Map.of("network.backbone", "CONVNEXT_ATTO", "network.stripes", 2, "network.partDimension", 16,
                        "input.inputSize", 64, "batch", 2, "epochs", 3, "validationEpochs", 2));
        Dataset dataset = Dataset.open(folder, List.of());
        Training training = Training.on(TrainingData.of(dataset, List.of()), folder.resolve("run"), config, null,
                decoder, line -> {});
        assertThat(training.run(1, line -> {}, () -> false)).isTrue();
        List<JsonNode> lines = Files.readAllLines(folder.resolve("run/metrics.jsonl")).stream()
                .map(JsonMapper.shared()::readTree).toList();
        assertThat(lines.stream().map(line -> line.has("validationRecallAt1"))).containsExactly(false, true, false);
        assertThat(lines.get(1).get("validationAp").asDouble()).isBetween(0.5, 1.0);
    }

    @Test
    void withoutATestHalfItIsRefusedBeforeTheTrainingStarts() throws IOException {
        picture("train/drone", 1);
        picture("train/satellite", 1);
        Dataset dataset = Dataset.open(folder, List.of());
        assertThat(Validation.of(0, dataset, decoder)).isSameAs(Validation.NONE);
        assertThatIllegalArgumentException().isThrownBy(() -> Validation.of(1, dataset, decoder))
                .withMessageContaining("no test half");
    }

    private void picture(String view, int place) throws IOException {
        Path of = Files.createDirectories(folder.resolve(view).resolve("000" + place));
        Files.write(of.resolve("0.png"), Pictures.png(Pictures.picture(place, 64)));
    }
}
