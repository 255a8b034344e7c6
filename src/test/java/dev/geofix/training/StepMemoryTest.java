package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.dataset.Dataset;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.network.TensorSource;
import dev.geofix.testing.TinyDataset;
import dev.geofix.training.BatchMaker.TrainingBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepMemoryTest {
    @ParameterizedTest
    @EnumSource(Recipe.class)
    void aStepLeavesNoTensorOnTheTrainingsManager(Recipe recipe, @TempDir Path folder) throws IOException {
        TrainingConfig config = TrainingConfig.of(recipe, TinyDataset.SETTINGS);
        Dataset dataset = Dataset.open(TinyDataset.write(folder), List.of());
        DatasetPlaces places = new DatasetPlaces(dataset.training(), 0, config.sampling(),
                new ImageDecoder(ImageLimits.DEFAULT), unreadable -> {});
        RunDescription run = new RunDescription(config, List.of("tiny"), places.places(), null);
        try (TrainableModel model = new TrainableModel(run, TensorSource.of(Map.of()))) {
            Optimizer optimizer = config.optimizer().optimizer(model.manager(), model.groups());
            step(model, optimizer, new BatchMaker(places, config).make(0));
            int held = model.manager().getManagedArrays().size();
            step(model, optimizer, new BatchMaker(places, config).make(1));
            assertThat(model.manager().getManagedArrays()).hasSize(held);
        }
    }

    private static void step(TrainableModel model, Optimizer optimizer, TrainingBatch batch) {
        optimizer.zeroGradients();
        model.accumulate(batch);
        optimizer.clipGradients(5);
        optimizer.step(1);
    }
}
