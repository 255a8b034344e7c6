package dev.geofix.ablation;

import java.time.Duration;

/** Guesses what a list of trainings still takes: those to come as long as those seen so far. */
final class ListClock {
    private int left;
    private double seconds;
    private int seen;
    private double current;
    private double currentLeft;

    /** @param runs to be trained */
    ListClock(int runs) {
        left = runs;
    }

    /** @param done steps of the training under way */
    void at(long done, long steps, double secondsPerStep) {
        current = steps * secondsPerStep;
        currentLeft = (steps - done) * secondsPerStep;
    }

    /** The training under way has ended, well or not. */
    void next() {
        left--;
        if (current > 0) {
            seconds += current;
            seen++;
        }
        current = 0;
        currentLeft = 0;
    }

    /** Such as {@code 1:02:03}; {@code unknown} before the first step. */
    String left() {
        int known = seen + (current > 0 ? 1 : 0);
        if (known == 0) {
            return "unknown";
        }
        int waiting = current > 0 ? left - 1 : left;
        Duration all = Duration.ofSeconds(Math.round(currentLeft + waiting * (seconds + current) / known));
        return "%d:%02d:%02d".formatted(all.toHours(), all.toMinutesPart(), all.toSecondsPart());
    }
}
