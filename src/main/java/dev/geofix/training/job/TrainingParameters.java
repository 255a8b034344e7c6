package dev.geofix.training.job;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a training job, as they were checked: real paths, all values given.
 *
 * @param initial a safetensors file; null for random weights
 * @param resumedFrom folder of the job whose run goes on; null for a new run
 */
record TrainingParameters(String name, String dataset, List<Integer> heights, String recipe,
        Map<String, Object> settings, @Nullable String initial, List<String> calibration, boolean evaluate,
        @Nullable String resumedFrom) {
    TrainingParameters resumed(String as, String from) {
        return new TrainingParameters(as, dataset, heights, recipe, settings, initial, calibration, evaluate, from);
    }
}
