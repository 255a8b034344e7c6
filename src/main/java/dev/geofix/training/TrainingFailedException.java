package dev.geofix.training;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The numbers ran away. The last checkpoint is sound. */
public final class TrainingFailedException extends RuntimeException {
    TrainingFailedException(TrainingBatch batch, PairSource source, StepResult result, double gradientNorm) {
        super("step %d: loss %s, gradient norm %s on the places %s; the last checkpoint is sound, but the run needs a lower optimizer.rate or a stronger optimizer.clipNorm"
                .formatted(batch.step(), result.loss(), gradientNorm,
                        Arrays.stream(batch.places()).mapToObj(source::name).collect(Collectors.joining(", "))));
    }
}
