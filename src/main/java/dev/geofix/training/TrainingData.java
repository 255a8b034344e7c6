package dev.geofix.training;

import dev.geofix.dataset.Dataset;
import dev.geofix.dataset.TrainingPlace;
import java.io.IOException;
import java.util.List;

/**
 * The training half of a data set, listed once for as many trainings as there are.
 *
 * @param name in words, for the models' manifests
 */
public record TrainingData(String name, List<TrainingPlace> places) {
    public TrainingData {
        places = List.copyOf(places);
    }

    /** @param heights that were asked for; empty for all */
    public static TrainingData of(Dataset dataset, List<Integer> heights) throws IOException {
        return new TrainingData(PairOptions.name(dataset.root(), heights), dataset.training());
    }
}
