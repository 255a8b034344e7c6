package dev.geofix.jobs;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The threads of each lane. A lane starts its jobs in the order in which they came and runs as many as it has threads. */
final class JobLanes {
    private final Map<Lane, ExecutorService> threads = new EnumMap<>(Lane.class);

    JobLanes(JobProperties settings) {
        for (Lane lane : Lane.values()) {
            int places = lane == Lane.SERVICE ? settings.parallel() : settings.processes();
            String name = "job-" + lane.name().toLowerCase(Locale.ROOT) + "-";
            threads.put(lane, Executors.newFixedThreadPool(places, Thread.ofPlatform().name(name, 1).factory()));
        }
    }

    void execute(Lane lane, Runnable job) {
        Objects.requireNonNull(threads.get(lane)).execute(job);
    }

    void shutdown() {
        threads.values().forEach(ExecutorService::shutdown);
    }

    /** Waits for the running jobs; false when the time was too short. */
    boolean awaitTermination(long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (ExecutorService lane : threads.values()) {
            if (!lane.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        }
        return true;
    }
}
