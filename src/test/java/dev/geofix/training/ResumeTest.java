package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.geofix.network.Architecture;
import dev.geofix.network.Attention;
import dev.geofix.network.Backbone;
import dev.geofix.network.Preprocessing;
import dev.geofix.network.TensorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
                .withMessageContaining("other settings");
    }

    @Test
    void onlyTheLastCheckpointIsKept() throws Exception {
        run(folder, config(1e-3), Integer.MAX_VALUE);
        try (var entries = Files.list(folder)) {
            assertThat(entries.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("metrics.jsonl",
                    "checkpoint-%08d".formatted(STEPS));
        }
    }

    private boolean run(Path run, TrainingConfig config, int stopBefore) throws IOException, InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        try (Trainee trainee = new Trainee(config, source.places(), TensorSource.of(Map.of()))) {
            return new TrainingLoop(run, config, trainee, line -> {}, () -> asked.getAndIncrement() == stopBefore)
                    .run(BatchMaker.of(source, config));
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
        Architecture tiny = new Architecture(Backbone.CONVNEXT_ATTO, 2, true, Attention.MERGED, true, true, 16, 0.5);
        return new TrainingConfig(tiny, Preprocessing.imageNet(64), 7, 4, STEPS, 2, rate, rate, 0.01, 1, 5, 0.1, 0.07,
                0.1, 0.5, 0.5, List.of(), List.of("noise"));
    }
}
