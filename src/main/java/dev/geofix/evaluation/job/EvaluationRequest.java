package dev.geofix.evaluation.job;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to evaluate.
 *
 * @param model an installed version
 * @param dataset folder below the data set roots
 * @param heights of the set to use, metres; all unless given
 * @param protocol which gallery is ranked: {@code full}, the default, or {@code junk}, where distractors do not count
 * @param flip whether each image's descriptor is joined by that of its mirror image
 */
record EvaluationRequest(@Nullable String model,
        @Nullable String dataset,
        @Nullable List<Integer> heights,
        @Nullable @Schema(allowableValues = {"full", "junk"}) String protocol,
        @Nullable Boolean flip){}
