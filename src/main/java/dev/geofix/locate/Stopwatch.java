package dev.geofix.locate;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** Times the stages of one request, one after the other; a stage that comes again adds up. */
public final class Stopwatch {
    private final ObjLongConsumer<String> listener;
    private final Map<String, Long> laps = new HashMap<>();
    private long since = System.nanoTime();

    /** @param listener gets each stage and its nanoseconds */
    public Stopwatch(ObjLongConsumer<String> listener) {
        this.listener = listener;
    }

    /** Ends a stage and starts the next. */
    void lap(String stage) {
        long now = System.nanoTime();
        laps.merge(stage, now - since, Long::sum);
        listener.accept(stage, now - since);
        since = now;
    }

    /** What a stage took that has ended. */
    double millis(String stage) {
        return Math.round(laps.getOrDefault(stage, 0L) / 1e4) / 100.0;
    }
}
