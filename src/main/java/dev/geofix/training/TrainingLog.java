package dev.geofix.training;

/** Hears how a training goes. */
@FunctionalInterface
public interface TrainingLog {
    /** @param line for a person */
    void say(String line);

    /**
     * After each step.
     *
     * @param done steps taken, those of earlier starts included
     * @param secondsPerStep mean since this start, waiting for pictures included
     */
    default void at(long done, long steps, double secondsPerStep) {}
}
