package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.geofix.jobs.process.JobFolder;
import dev.geofix.network.TensorSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers that run away end the training, and the checkpoint before stays. */
class RunawayTest {
    private final PairSource source = new PhotoPlaces(List.of(PhotoPlacesTest.photo(null), PhotoPlacesTest.photo(null)),
            0, 0);

    @TempDir
    private Path folder;

    @Test
    void theStepAndThePlacesOfItsBatchAreNamed() throws Exception {
        TrainingConfig config = TrainingConfig.of(Recipe.PAPER,
                Map.of("network.backbone", "CONVNEXT_ATTO", "network.stripes", 2, "network.partDimension", 16,
                        "input.inputSize", 64, "batch", 4, "epochs", 9, "epochSteps", 1, "optimizer.rate", 1e30,
                        "optimizer.backboneRate", 1e30));
        RunDescription description = new RunDescription(config, List.of("noise"), source.places(), null);
        try (RunFolder run = RunFolder.open(new JobFolder.Run(folder), description);
                TrainableModel model = new TrainableModel(description, TensorSource.of(Map.of()))) {
            TrainingLoop loop = new TrainingLoop(run, model, Validation.NONE, 1, line -> {}, () -> false);
            assertThatThrownBy(() -> loop.run(source)).isInstanceOf(Training.DivergedException.class)
                    .hasMessageMatching("(?s)step [1-8]: loss .* on the places noise at .*");
        }
        assertThat(Checkpoint.latest(new JobFolder.Run(folder))).isPresent();
    }
}
