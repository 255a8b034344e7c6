package dev.geofix.gallery;

import dev.geofix.inference.EncoderBusyException;
import dev.geofix.jobs.JobContext;
import java.time.Duration;
import java.util.function.Supplier;

/** Requests come first: while the encoder's queue is full a job waits. It waits likewise, for some minutes, while the store of the galleries cannot be asked. */
public final class EncoderRetry {
    private static final Duration STORE_PATIENCE = Duration.ofMinutes(10);

    private EncoderRetry() {}

    public static <T> T whileBusy(JobContext context, Supplier<T> work) {
        long unavailableSince = 0;
        while (true) {
            context.checkCancelled();
            try {
                return work.get();
            } catch (EncoderBusyException e) {
                pause(e.retryAfter().toMillis());
            } catch (StoreUnavailableException e) {
                long now = System.nanoTime();
                unavailableSince = unavailableSince == 0 ? now : unavailableSince;
                if (now - unavailableSince > STORE_PATIENCE.toNanos()) {
                    throw e;
                }
                pause(e.retryAfter().toMillis());
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
