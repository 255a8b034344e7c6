package dev.geofix.jobs.process;

import dev.geofix.jobs.process.JobFolder.CommandFiles;
import dev.geofix.jobs.process.JobFolder.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The command's side: says to its job that it runs, and how it ended. Does nothing in a command that a person started. */
public final class Reporter {
    /** Path of the job's folder with the command's name as last element. */
    static final String PROPERTY = "geofix.process";
    /** Set where the command must show other machines that it lives. */
    static final String BEATS = "geofix.process.beats";
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final @Nullable CommandFiles files;

    private Reporter(@Nullable CommandFiles files) {
        this.files = files;
    }

    /** Says that the command runs, in this process. */
    public static Reporter begin() {
        String place = System.getProperty(PROPERTY);
        if (place == null) {
            return new Reporter(null);
        }
        Path path = Path.of(place);
        CommandFiles files = new JobFolder(path.resolveSibling("")).command(path.getFileName().toString());
        try {
            ProcessIdentity own = ProcessIdentity.of(ProcessHandle.current());
            files.begin(own);
            if (Boolean.getBoolean(BEATS)) {
                Thread.ofPlatform().daemon().name("process-beat").start(() -> beat(files, own));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + path.resolveSibling(""), e);
        }
        return new Reporter(files);
    }

    /** Until the process ends. When another one has its work it ends at once, and writes nothing more. */
    private static void beat(CommandFiles files, ProcessIdentity own) {
        for (long count = 0;; count++) {
            try {
                if (!files.identity().equals(Optional.of(own))) {
                    Runtime.getRuntime().halt(Outcome.FAILED);
                }
                files.writeBeat(own.pid() + " " + count);
                if (files.isStopWanted()) {
                    // As a signal does; its own thread, since the end waits for the work to be put away, and that may wait for the end of beats.
                    Thread.ofPlatform().start(() -> System.exit(Outcome.STOPPED));
                    return;
                }
            } catch (IOException | RuntimeException e) {
                // The folder cannot be reached; the next time.
            }
            try {
                Thread.sleep(PERIOD);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** To be called as the very last thing: who reads it takes the work for done. */
    public void end(int exitCode, String message) {
        if (files != null) {
            files.write(new Outcome(exitCode, message));
        }
    }
}
