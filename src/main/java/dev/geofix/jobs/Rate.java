package dev.geofix.jobs;

import org.jspecify.annotations.Nullable;

/**
 * Items a second, smoothed: r ← r + (1 − e^(−Δt/τ))·(Δn/Δt − r) with τ = {@value #MEMORY_SECONDS} s, so that a burst of
 * skipped items at the start of a resumed job is soon forgotten. Fewer items than before are a new count.
 */
final class Rate {
    private static final double MEMORY_SECONDS = 10;
    /** Steps shorter than this are gathered, because their Δn/Δt is noise. */
    private static final double MIN_STEP_SECONDS = 0.2;

    private long lastNanos;
    private long lastDone;
    private boolean started;
    private @Nullable Double rate;

    @Nullable
    Double update(long nanos, long done) {
        if (!started || done < lastDone) {
            started = true;
            lastNanos = nanos;
            lastDone = done;
            rate = null;
            return null;
        }
        double seconds = (nanos - lastNanos) / 1e9;
        if (seconds >= MIN_STEP_SECONDS) {
            double now = (done - lastDone) / seconds;
            rate = rate == null ? now : rate + (1 - Math.exp(-seconds / MEMORY_SECONDS)) * (now - rate);
            lastNanos = nanos;
            lastDone = done;
        }
        return rate;
    }
}
