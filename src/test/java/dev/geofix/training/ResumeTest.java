package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.geofix.jobs.process.JobFolder;
import dev.geofix.network.Architecture.Attention;
import dev.geofix.network.Architecture;
import dev.geofix.network.Backbone;
import dev.geofix.network.Preprocessing;
import dev.geofix.network.TensorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A training that stops and goes on takes the same steps as one that never stopped, dropout and classifiers included. */
class ResumeTest {
    private static final int STEPS = 4;

    private final PairSource source = new PhotoPlaces(
            List.of(PhotoPlacesTest.photo(null), PhotoPlacesTest.photo(null), PhotoPlacesTest.photo(null)), 0, 0.3);

    @TempDir
    Path folder;

    @Test
    void aResumedRunHasTheSameLossesAsAnUninterruptedOne() throws Exception {
        Path straight = folder.resolve("straight");
        Path stopped = folder.resolve("stopped");
        assertThat(run(straight, config(1e-3), Integer.MAX_VALUE)).isTrue();
        assertThat(run(stopped, config(1e-3), 2)).isFalse();
        assertThat(run(stopped, config(1e-3), Integer.MAX_VALUE)).isTrue();
        assertThat(losses(stopped)).hasSize(STEPS).isEqualTo(losses(straight));
    }

    @Test
    void aRunIsNotResumedWithOtherSettings() throws Exception {
        run(folder, config(1e-3), 1);
        assertThatIllegalArgumentException().isThrownBy(() -> run(folder, config(1e-2), 1))
                .withMessageContaining("optimizer.rate: 0.01, not 0.001");
    }

    @Test
    void onlyTheLastCheckpointIsKept() throws Exception {
        run(folder, config(1e-3), Integer.MAX_VALUE);
        try (var entries = Files.list(folder)) {
            assertThat(entries.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("metrics.jsonl",
                    "config.json", "lock",
                    "checkpoint-%08d".formatted(STEPS));
        }
    }

    @Test
    void thePapersRecipeResumesTheSameWay() throws Exception {
        TrainingConfig paper = TrainingConfig.of(Recipe.PAPER, SMALL);
        run(folder.resolve("straight"), paper, Integer.MAX_VALUE);
        run(folder.resolve("stopped"), paper, 3);
        run(folder.resolve("stopped"), paper, Integer.MAX_VALUE);
        assertThat(losses(folder.resolve("stopped"))).hasSize(STEPS).isEqualTo(losses(folder.resolve("straight")));
    }

    private static final Map<String, Object> SMALL = Map.of("network.backbone", "CONVNEXT_ATTO", "network.stripes", 2,
            "network.partDimension", 16, "input.inputSize", 64, "batch", 4, "epochs", 2, "epochSteps", 2);

    private boolean run(Path path, TrainingConfig config, int stopBefore) throws IOException, InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        RunDescription description = new RunDescription(config, List.of("noise"), source.places(), null);
        try (RunFolder run = RunFolder.open(new JobFolder.Run(path), description);
                TrainableModel model = new TrainableModel(description, TensorSource.of(Map.of()))) {
            return new TrainingLoop(run, model, Validation.NONE, 2, line -> {},
                    () -> asked.getAndIncrement() == stopBefore)
                    .run(source);
        }
    }

    private static List<Double> losses(Path run) throws IOException {
        List<Double> losses = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            losses.add(JsonMapper.shared().readTree(line).get("loss").asDouble());
        }
        return losses;
    }

    private static TrainingConfig config(double rate) {
        Map<String, Object> changes = new HashMap<>(SMALL);
        changes.put("optimizer.rate", rate);
        changes.put("loss.classification", 0.1);
        return TrainingConfig.of(Recipe.STRONG, changes);
    }
}
