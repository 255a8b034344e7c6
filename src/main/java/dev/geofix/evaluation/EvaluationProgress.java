package dev.geofix.evaluation;

/** Hears how far an evaluation has come, in pictures; from one thread. */
@FunctionalInterface
public interface EvaluationProgress {
    EvaluationProgress NONE = (done, total, message) -> {};

    /** @param message what is being worked on */
    void at(long done, long total, String message);
}
