package dev.geofix.training;

import java.util.List;

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
