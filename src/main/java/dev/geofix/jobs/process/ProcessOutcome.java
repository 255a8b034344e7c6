package dev.geofix.jobs.process;

/**
 * How a command ended, in its own words.
 *
 * @param exitCode {@value #DONE} done, 1 failed, 2 refused for something that the caller can mend, {@value #STOPPED} stopped on request
 * @param message why, where it is not done; may be empty
 */
public record ProcessOutcome(int exitCode, String message) {
    public static final int DONE = 0;
    public static final int STOPPED = 3;
}
