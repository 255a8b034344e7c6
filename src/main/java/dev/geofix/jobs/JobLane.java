package dev.geofix.jobs;

import dev.geofix.jobs.JobQueue.Taken;
import dev.geofix.platform.storage.DatabaseAwayException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a lane. Each takes the next job when it has nothing to do: at once when this process was given one, and now and then where other processes may be given some. */
final class JobLane {
    private static final Logger log = LoggerFactory.getLogger(JobLane.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;

    private final Supplier<Optional<Taken>> next;
    private final Consumer<Taken> work;
    private final @Nullable Duration poll;
    private final int places;
    private final ExecutorService threads;
    /** One for each job that was handed in; too many only make a thread look in vain. */
    private final Semaphore handedIn = new Semaphore(0);
    private volatile boolean isStopping;

    /**
     * @param places jobs that run side by side
     * @param next takes the first job in line
     * @param poll how often the line is looked at, where other processes hand jobs in too
     */
    JobLane(String name, int places, Supplier<Optional<Taken>> next, Consumer<Taken> work, @Nullable Duration poll) {
        this.places = places;
        this.next = next;
        this.work = work;
        this.poll = poll;
        threads = Executors.newFixedThreadPool(places, Thread.ofPlatform().name("job-" + name + "-", 1).factory());
        for (int i = 0; i < places; i++) {
            threads.execute(this::loop);
        }
    }

    void wake() {
        handedIn.release();
    }

    /** Takes no more jobs. */
    void shutdown() {
        isStopping = true;
        handedIn.release(places);
        threads.shutdown();
    }

    /** Waits for the running jobs; false when the time was too short. */
    boolean awaitTermination(long nanos) throws InterruptedException {
        return threads.awaitTermination(nanos, TimeUnit.NANOSECONDS);
    }

    private void loop() {
        int failures = 0;
        try {
            while (!isStopping) {
                try {
                    Optional<Taken> taken = next.get();
                    failures = 0;
                    if (taken.isPresent()) {
                        work.accept(taken.get());
                    } else {
                        await(poll);
                    }
                } catch (DatabaseAwayException e) {
                    await(AFTER_FAILURE);
                } catch (RuntimeException e) {
                    log.error("The next job cannot be taken; it is tried again", e);
                    await(AFTER_FAILURE.multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param longest null for as long as it takes */
    private void await(@Nullable Duration longest) throws InterruptedException {
        if (longest == null) {
            handedIn.acquire();
        } else if (handedIn.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            // Something came, or the end.
        }
    }
}
