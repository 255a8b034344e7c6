package dev.geofix.gallery;

import dev.geofix.inference.EncoderBusyException;
import dev.geofix.jobs.JobContext;
import java.util.function.Supplier;

/** Requests come first: while the encoder's queue is full a job waits. */
public final class EncoderRetry {
    private EncoderRetry() {}

    public static <T> T whileBusy(JobContext context, Supplier<T> work) {
        while (true) {
            context.checkCancelled();
            try {
                return work.get();
            } catch (EncoderBusyException e) {
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
