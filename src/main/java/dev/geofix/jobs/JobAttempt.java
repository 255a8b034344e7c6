package dev.geofix.jobs;

import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a job by its handler, and how it ended. */
final class JobAttempt {
    private static final Logger log = LoggerFactory.getLogger(JobAttempt.class);
    private static final String CANCELLED = "cancelled";

    private final JobContext context;
    private final JobStore store;
    private final JobMetrics metrics;
    private final @Nullable JobHandler handler;

    /** @param handler null when this version of the service knows no such jobs */
    JobAttempt(JobContext context, JobStore store, JobMetrics metrics, @Nullable JobHandler handler) {
        this.context = context;
        this.store = store;
        this.metrics = metrics;
        this.handler = handler;
    }

    /** @param shutdown whether the service is shutting down, which interrupts the job without ending it */
    void run(BooleanSupplier shutdown) {
        Job job = context.current();
        try {
            context.log("started");
            if (handler == null) {
                throw new IllegalStateException(
                        "this version of the service knows no jobs of kind " + job.kind());
            }
            handler.run(job, context);
            end(JobState.SUCCEEDED, context.current().message());
        } catch (JobStoppedException e) {
            if (shutdown.getAsBoolean()) {
                context.log("interrupted by a shutdown; goes on at the next start");
                context.flush();
            } else {
                end(JobState.CANCELLED, String.valueOf(e.getMessage()));
            }
        } catch (Throwable e) {
            log.warn("Job {} ({}) failed", job.id(), job.kind(), e);
            end(JobState.FAILED, e.getMessage() == null ? e.toString() : e.getMessage());
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

    private void end(JobState state, String message) {
        context.flush();
        store.end(context.current().id(), state, message);
        metrics.ended(context.current(), state);
        String name = state.name().toLowerCase(Locale.ROOT);
        context.log(message.isEmpty() || message.equals(name) ? name : name + ": " + message);
    }
}
