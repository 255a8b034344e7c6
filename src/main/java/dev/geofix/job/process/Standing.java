package dev.geofix.job.process;

import org.jspecify.annotations.Nullable;

/**
 * Whether a command runs.
 *
 * @param isRunning whether it does
 * @param reason why it was ended for good, for the user; null while it runs, and when it just is not there: never started, ended by itself or vanished
 */
record Standing(boolean isRunning, @Nullable String reason) {
    static final Standing RUNNING = new Standing(true, null);
    static final Standing ABSENT = new Standing(false, null);

    static Standing ended(String reason) {
        return new Standing(false, reason);
    }
}
