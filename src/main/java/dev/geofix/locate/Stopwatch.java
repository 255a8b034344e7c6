package dev.geofix.locate;

/** Times the stages of one request, one after the other. */
final class Stopwatch {
    private final LocateMetrics metrics;
    private long since = System.nanoTime();

    Stopwatch(LocateMetrics metrics) {
        this.metrics = metrics;
    }

    /** Ends a stage and starts the next. @return milliseconds that it took */
    double lap(String stage) {
        long now = System.nanoTime();
        long nanos = now - since;
        since = now;
        metrics.stage(stage, nanos);
        return Math.round(nanos / 1e4) / 100.0;
    }
}
