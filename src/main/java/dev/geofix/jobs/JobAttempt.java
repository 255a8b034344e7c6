package dev.geofix.jobs;

import dev.geofix.platform.storage.DatabaseAwayException;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a job by its handler, and how it ended. What it has to say at the end it says until the database has heard it.
 */
final class JobAttempt {
    private static final Logger log = LoggerFactory.getLogger(JobAttempt.class);
    private static final String CANCELLED = "cancelled";
    private static final long RETRY_MILLIS = 1000;

    private final JobContext context;
    private final JobStore store;
    private final JobQueue queue;
    private final JobMetrics metrics;
    private final @Nullable JobHandler handler;
    private final BooleanSupplier shutdown;

    /**
     * @param handler null when this version of the service knows no such jobs
     * @param shutdown whether the service is shutting down, which interrupts the job without ending it
     */
    JobAttempt(JobContext context, JobStore store, JobQueue queue, JobMetrics metrics, @Nullable JobHandler handler,
            BooleanSupplier shutdown) {
        this.context = context;
        this.store = store;
        this.queue = queue;
        this.metrics = metrics;
        this.handler = handler;
        this.shutdown = shutdown;
    }

    void run() {
        Job job = context.current();
        try {
            context.log("started");
            if (handler == null) {
                throw new IllegalStateException(
                        "this version of the service knows no jobs of kind " + job.kind());
            }
            if (shutdown.getAsBoolean()) {
                throw new JobStoppedException(CANCELLED);
            }
            handler.run(job, context);
            end(JobState.SUCCEEDED, context.current().message());
        } catch (JobStoppedException e) {
            if (context.lease().isLost()) {
                lost();
            } else if (shutdown.getAsBoolean()) {
                interrupt("interrupted by a shutdown; goes on at the next start");
            } else {
                end(JobState.CANCELLED, String.valueOf(e.getMessage()));
            }
        } catch (Throwable e) {
            if (context.lease().isLost()) {
                lost();
            } else if (DatabaseAwayException.isCauseOf(e)) {
                interrupt("interrupted, since the database did not answer; goes on when it does");
            } else {
                log.warn("Job {} ({}) failed", job.id(), job.kind(), e);
                end(JobState.FAILED, e.getMessage() == null ? e.toString() : e.getMessage());
            }
        }
    }

    /** For a job that was cancelled before it could be run again. */
    void abandon() {
        try {
            if (handler != null) {
                handler.abandon(context.current(), context);
            }
        } catch (Exception e) {
            log.warn("Job {} was cancelled, but not everything of it could be ended", context.current().id(), e);
        }
        end(JobState.CANCELLED, CANCELLED);
    }

    /** Leaves the job as it is to whoever takes it up. */
    private void interrupt(String why) {
        context.log(why);
        kept(() -> {
            context.flush();
            queue.release(context.lease());
            return true;
        });
    }

    private void lost() {
        log.warn("Job {} was taken over by another instance", context.current().id());
        context.log("another instance has taken it over");
    }

    private void end(JobState state, String message) {
        kept(() -> {
            context.flush();
            return true;
        });
        if (context.lease().isLost() || !kept(() -> store.end(context.lease(), state, message))) {
            lost();
            return;
        }
        metrics.ended(context.current(), state);
        String name = state.name().toLowerCase(Locale.ROOT);
        context.log(message.isEmpty() || message.equals(name) ? name : name + ": " + message);
    }

    /** @throws DatabaseAwayException when a shutdown does not leave the time to wait for it; the job is then taken over when its lease has ended */
    private boolean kept(BooleanSupplier write) {
        while (true) {
            try {
                return write.getAsBoolean();
            } catch (DatabaseAwayException e) {
                if (shutdown.getAsBoolean()) {
                    throw e;
                }
            }
            try {
                Thread.sleep(RETRY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new JobStoppedException("interrupted");
            }
        }
    }
}
