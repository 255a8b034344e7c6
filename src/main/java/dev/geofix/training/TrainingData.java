package dev.geofix.training;

import dev.geofix.dataset.Dataset;
import dev.geofix.dataset.TrainingPlace;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The training half of a data set, listed once for as many trainings as there are.
 *
 * @param name in words, for the models' manifests
 * @param dataset whose test half validation looks at; null where there is none
 */
public record TrainingData(String name, @Nullable Dataset dataset, List<TrainingPlace> places) {
    public TrainingData {
        places = List.copyOf(places);
    }

    /** @param heights that were asked for; empty for all */
    public static TrainingData of(Dataset dataset, List<Integer> heights) throws IOException {
        return new TrainingData(PairOptions.name(dataset.root(), heights), dataset, dataset.training());
    }
}
