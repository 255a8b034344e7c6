package dev.geofix.jobs.process;

import dev.geofix.jobs.kubernetes.KubernetesLauncher;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands outside the service, so that neither a crash nor a lack of memory there costs a request. The contract:
 *
 * <ul>
 * <li>A command outlives the service. It is known by its {@link ProcessCommand} alone, from whose folder and name a launcher derives whatever
 * it needs to find it again, after a restart of the service too.
 * <li>The launcher moves no results. The command works in the job's folder, which both see: it appends what it prints to the job's
 * log, writes its progress into files there, and as the very last thing its {@link JobFolder.Outcome}. What the job knows it reads there, the
 * same way for every launcher.
 * <li>The launcher says only what the folder cannot: whether the command still runs, and why it was ended from outside.
 * </ul>
 *
 * <p>{@link LocalLauncher} starts child processes. {@link KubernetesLauncher} creates a batch job named after folder and name (so that creating it twice
 * makes one), looks at its state, and deletes it to stop it.
 */
public interface Launcher {
    /** What a command may use where it runs. */
    ProcessSettings settings();

    /**
     * Starts a command that does not run.
     *
     * @throws IOException when that is not possible; the message says why
     */
    void start(ProcessCommand command) throws IOException;

    /** Whether it runs now, or did a moment ago. Called about twice a second for each running command. */
    State state(ProcessCommand command);

    /**
     * Asks it to stop, which lets a training write a checkpoint, and ends it by force after the grace. Returns when it has gone; does
     * nothing when it does not run.
     */
    void stop(ProcessCommand command, Duration grace);

    /**
     * Whether a command runs.
     *
     * @param isRunning whether it does, or will without anybody's doing
     * @param reason why it was ended for good, for the user; null while it runs, and when it just is not there: never started, ended by itself or vanished
     * @param waiting for what it waits, for the user; null unless it is yet to begin
     */
    record State(boolean isRunning, @Nullable String reason, @Nullable String waiting) {
        public static final State RUNNING = new State(true, null, null);
        public static final State ABSENT = new State(false, null, null);

        public static State waiting(String what) {
            return new State(true, null, what);
        }

        public static State ended(String reason) {
            return new State(false, reason, null);
        }
    }
}
