package dev.geofix.ablation;

import dev.geofix.evaluation.EvaluationSettings;
import dev.geofix.evaluation.RetrievalSet;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.network.Backbone;
import dev.geofix.platform.UserException;
import dev.geofix.training.TrainingData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What all trainings of a list share beside their settings.
 *
 * @param heights metres; empty for a set without heights
 * @param tests at least one
 * @param initial weights by backbone; the others start at random
 * @param inputThreads that make batches ahead
 */
record AblationSetup(TrainingData data, List<Integer> heights, List<RetrievalSet> tests,
        EvaluationSettings evaluation, List<Long> seeds, Map<Backbone, Path> initial, ImageDecoder decoder,
        int inputThreads) {
    AblationSetup {
        if (seeds.isEmpty() || seeds.stream().distinct().count() < seeds.size()) {
            throw new UserException("--seeds takes different numbers, at least one, not " + seeds);
        }
        seeds = List.copyOf(seeds);
        initial = Map.copyOf(initial);
    }
}
