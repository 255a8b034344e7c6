package dev.geofix.jobs.process;

import dev.geofix.jobs.process.JobFolder.CommandFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Processes of other machines: one lives as long as it goes on writing beats into its job's folder, measured by this machine's own clock. One that was taken for ended although it was only held up finds
 * another's name in its folder when it goes on, and ends itself.
 */
final class BeatWatch {
    private static final long PAUSE_MILLIS = 500;

    private final Duration silence;
    private final Map<CommandFiles, Seen> beats = new ConcurrentHashMap<>();

    /** @param silence without a beat, after which it has ended; longer than file servers keep the locks of a machine that is gone */
    BeatWatch(Duration silence) {
        this.silence = silence;
    }

    private record Seen(String beat, long nanos) {}

    /** Whether a process of another machine runs the command; for a while also when it has just ended without a word. */
    boolean isAlive(CommandFiles files) {
        if (files.identity().filter(ProcessIdentity::isElsewhere).isEmpty() || files.outcome().isPresent()) {
            beats.remove(files);
            return false;
        }
        String beat = files.beat();
        Seen last = Objects.requireNonNull(beats.compute(files, (same, before) -> before != null
                && before.beat().equals(beat) ? before : new Seen(beat, System.nanoTime())));
        return System.nanoTime() - last.nanos() < silence.toNanos();
    }

    /**
     * Asks it to stop and waits for its end.
     *
     * @throws ProcessFailedException when it goes on after the grace: nothing here can end it by force
     */
    void stop(CommandFiles files, String name, Duration grace) {
        try {
            files.wantStop();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + files.folder(), e);
        }
        long end = System.nanoTime() + grace.plus(silence).toNanos();
        while (isAlive(files)) {
            if (System.nanoTime() > end) {
                throw new ProcessFailedException(name + ": it runs on another machine and did not stop within "
                        + grace.toSeconds() + " s. Its process is " + files.identity().map(ProcessIdentity::toString)
                                .orElse("unknown")
                        + "; end it there.");
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
