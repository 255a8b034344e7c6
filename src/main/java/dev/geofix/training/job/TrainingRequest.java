package dev.geofix.training.job;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to train.
 *
 * @param name of the model version to install; made of data set, recipe and time unless given
 * @param dataset folder below the data set roots
 * @param heights of the set to use, metres; all unless given
 * @param recipe whose settings are the defaults
 * @param settings changes of single settings, by dotted or nested names
 * @param initial starting weights of the backbone: an installed model version, or a safetensors file below the data set roots
 * @param calibration folders with tiles and photos of known place below the data set roots
 * @param evaluate whether the model is measured on the set's test half, which is the default where there is one
 * @param resume a training that was cancelled or failed, which this one goes on with; of the other fields only the name may be given with it
 */
record TrainingRequest(@Nullable String name,
        @Nullable String dataset,
        @Nullable List<Integer> heights,
        @Nullable @Schema(allowableValues = {"paper", "strong"}) String recipe,
        @Nullable Map<String, Object> settings,
        @Nullable String initial, @Nullable List<String> calibration,
        @Nullable Boolean evaluate, @Nullable UUID resume){}
