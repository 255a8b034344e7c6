package dev.geofix.backup;

import dev.geofix.gallery.StoreUnavailableException;
import dev.geofix.platform.UnavailableException;
import dev.geofix.platform.storage.DatabaseAwayException;
import java.time.Duration;
import java.util.function.Supplier;

/** Tries again what a cluster cannot do just now, as long as an import does. What waiting does not mend, such as a wrong password, is told at once. */
final class ClusterPatience {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final CopyLog log;
    private final Duration patience;

    ClusterPatience(CopyLog log) {
        this(log, PATIENCE);
    }

    ClusterPatience(CopyLog log, Duration patience) {
        this.log = log;
        this.patience = patience;
    }

    void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    <T> T call(Supplier<T> work) {
        long start = System.nanoTime();
        boolean told = false;
        while (true) {
            try {
                T result = work.get();
                if (told) {
                    log.line("it goes on");
                }
                return result;
            } catch (StoreUnavailableException | DatabaseAwayException e) {
                if (System.nanoTime() - start > patience.toNanos()) {
                    throw e;
                }
                if (!told) {
                    log.line("waiting for up to " + patience.toMinutes() + " minutes: " + e.getMessage());
                    told = true;
                }
                pause(e);
            }
        }
    }

    private static void pause(UnavailableException e) {
        try {
            Thread.sleep(e.retryAfter().toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
