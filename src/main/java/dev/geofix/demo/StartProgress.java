package dev.geofix.demo;

import java.time.Duration;
import org.slf4j.Logger;

/** Writes into the log every few seconds how far a step has come. */
final class StartProgress {
    private static final long INTERVAL = Duration.ofSeconds(5).toNanos();

    private final Logger log;
    private final String what;
    private long said = System.nanoTime();

    StartProgress(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** @return the sentence that stands for this progress */
    String at(long done, long total) {
        String sentence = done + " of " + total + " " + what;
        long now = System.nanoTime();
        if (now - said > INTERVAL) {
            said = now;
            log.info("First start: {}", sentence);
        }
        return sentence;
    }
}
