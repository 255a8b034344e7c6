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
 * @param protocol which gallery is searched: the full one unless given, or the one whose distractors do not count
 * @param flip whether each image's descriptor is averaged with its mirror image's
 */
record EvaluationRequest(@Nullable @Schema(example = "demo-1") String model,
        @Nullable @Schema(example = "town") String dataset,
        @Nullable @Schema(example = "[]") List<Integer> heights,
        @Nullable @Schema(example = "full", allowableValues = {"full", "distractors-as-junk"}) String protocol,
        @Nullable Boolean flip){}
