package dev.geofix.training;

/** The factor on every group's base learning rate at a step, the first step being 0. */
@FunctionalInterface
interface Schedule {
    double factor(long step);

    /** Rises linearly over the warm-up, then falls along half a cosine to {@code floor} at the last step. */
    static Schedule cosine(long warmUpSteps, long totalSteps, double floor) {
        return step -> {
            if (step < warmUpSteps) {
                return (step + 1.0) / warmUpSteps;
            }
            double done = Math.min(1, (double) (step - warmUpSteps) / Math.max(1, totalSteps - warmUpSteps));
            return floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * done));
        };
    }
}
