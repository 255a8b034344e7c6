package dev.geofix.training;

import ai.djl.ndarray.NDManager;
import dev.geofix.platform.UserException;
import java.util.List;

/**
 * How the weights follow their gradients.
 *
 * @param rate highest learning rate of heads, attention and classifiers
 * @param backboneRate highest learning rate of the backbone and its last norm
 * @param momentum of SGD
 * @param decayAll whether norms, biases and the temperature decay too
 * @param milestones shares of the training after which {@link Fall#STEPS} multiplies the rates by {@code fall}
 * @param fall factor of a step; for {@link Fall#COSINE} the share of the rates that is left at the end
 * @param warmUp share of the training over which the rates rise
 * @param clipNorm the gradients' joint Euclidean norm is scaled down to this; 0 leaves them as they are
 */
public record Optimization(Kind kind, double rate, double backboneRate, double momentum, double weightDecay,
        boolean decayAll, Fall schedule, List<Double> milestones, double fall, double warmUp, double clipNorm) {
    /** The rule of the update. */
    public enum Kind {
        SGD, ADAMW
    }

    /** How the rates fall. */
    public enum Fall {
        STEPS, COSINE
    }

    public Optimization {
        if (!(rate >= 0 && backboneRate >= 0 && weightDecay >= 0 && clipNorm >= 0)) {
            throw new UserException(
                    "optimizer.rate, backboneRate, weightDecay and clipNorm must be 0 or more");
        }
        if (!Double.isFinite(rate + backboneRate + weightDecay + clipNorm)) {
            throw new UserException("the numbers of optimizer must be finite");
        }
        if (!(momentum >= 0 && momentum < 1) || !(warmUp >= 0 && warmUp < 1) || !(fall >= 0 && fall <= 1)) {
            throw new UserException(
                    "optimizer.momentum and warmUp must be from 0 to below 1, optimizer.fall from 0 to 1");
        }
        milestones = List.copyOf(milestones);
        if (!milestones.stream().allMatch(share -> share > 0 && share < 1)) {
            throw new UserException(
                    "optimizer.milestones are shares of the training, between 0 and 1, not " + milestones);
        }
    }

    Schedule over(long steps) {
        long rising = Math.round(warmUp * steps);
        return switch (schedule) {
            case COSINE -> Schedule.cosine(rising, steps, fall);
            case STEPS -> Schedule.steps(rising, milestones.stream().map(share -> Math.round(share * steps)).toList(),
                    fall);
        };
    }

    public Optimizer optimizer(NDManager manager, List<Optimizer.ParameterGroup> groups) {
        return switch (kind) {
            case SGD -> new Optimizer.Sgd(manager, groups, momentum);
            case ADAMW -> new Optimizer.AdamW(manager, groups);
        };
    }

    /** The factor on every group's base learning rate at a step, the first step being 0. */
    @FunctionalInterface
    interface Schedule {
        double factor(long step);

        /** Rises linearly over the warm-up, then falls along half a cosine to {@code floor} at the last step. */
        static Schedule cosine(long warmUpSteps, long totalSteps, double floor) {
            return warmUp(warmUpSteps, step -> {
                double done = Math.min(1, (double) (step - warmUpSteps) / Math.max(1, totalSteps - warmUpSteps));
                return floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * done));
            });
        }

        /** Rises linearly over the warm-up, then is multiplied by {@code fall} at each milestone. */
        static Schedule steps(long warmUpSteps, List<Long> milestones, double fall) {
            return warmUp(warmUpSteps,
                    step -> Math.pow(fall, milestones.stream().filter(milestone -> step >= milestone).count()));
        }

        private static Schedule warmUp(long warmUpSteps, Schedule then) {
            return step -> step < warmUpSteps ? (step + 1.0) / warmUpSteps : then.factor(step);
        }
    }
}
