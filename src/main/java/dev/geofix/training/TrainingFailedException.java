package dev.geofix.training;

import java.util.Arrays;

/** The numbers ran away. The last checkpoint is sound; a lower learning rate or a stronger clip helps as a rule. */
final class TrainingFailedException extends RuntimeException {
    TrainingFailedException(Batch batch, StepResult result, double gradientNorm) {
        super("step %d: loss %s, gradient norm %s on the places %s; go on from the last checkpoint with a lower learning rate"
                .formatted(batch.step(), result.loss(), gradientNorm, Arrays.toString(batch.places())));
    }
}
