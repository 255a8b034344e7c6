package dev.geofix.jobs.process;

import org.jspecify.annotations.Nullable;

/**
 * Whether a command runs.
 *
 * @param isRunning whether it does, or will without anybody's doing
 * @param reason why it was ended for good, for the user; null while it runs, and when it just is not there: never started, ended by itself or vanished
 * @param waiting for what it waits, for the user; null unless it is yet to begin
 */
public record ProcessState(boolean isRunning, @Nullable String reason, @Nullable String waiting) {
    public static final ProcessState RUNNING = new ProcessState(true, null, null);
    public static final ProcessState ABSENT = new ProcessState(false, null, null);

    public static ProcessState waiting(String what) {
        return new ProcessState(true, null, what);
    }

    public static ProcessState ended(String reason) {
        return new ProcessState(false, reason, null);
    }
}
