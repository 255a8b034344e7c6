package dev.geofix.jobs;

import dev.geofix.jobs.JobHandler.Lane;
import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.telemetry.LogContext;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs jobs on a few platform threads of its own. The line is the database: what is queued or left running there is taken
 * up when the service starts, and a shutdown leaves running jobs RUNNING on purpose, exactly as a crash does.
 */
@Component
class JobRunner implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
    private static final long SHUTDOWN_SECONDS = 20;

    private final JobStore store;
    private final JobEvents events;
    private final JobMetrics metrics;
    private final JobSettings settings;
    private final GeofixSettings folders;
    /** Asked for late, because a handler may itself submit jobs. */
    private final ObjectProvider<JobHandler> handlers;
    private final Map<UUID, JobContext> running = new ConcurrentHashMap<>();
    private volatile @Nullable JobLanes lanes;

    JobRunner(JobStore store, JobEvents events, JobMetrics metrics, JobSettings settings,
            GeofixSettings folders, ObjectProvider<JobHandler> handlers) {
        this.store = store;
        this.events = events;
        this.metrics = metrics;
        this.settings = settings;
        this.folders = folders;
        this.handlers = handlers;
    }

    @Override
    public void start() {
        lanes = new JobLanes(settings);
        store.unfinished().forEach(this::enqueue);
    }

    @Override
    public void stop() {
        JobLanes stopping = lanes;
        lanes = null;
        if (stopping == null) {
            return;
        }
        stopping.shutdown();
        running.values().forEach(JobContext::stop);
        try {
            if (!stopping.awaitTermination(SHUTDOWN_SECONDS)) {
                log.warn("A job did not stop within {} s; it is taken up again at the next start", SHUTDOWN_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return lanes != null;
    }

    /** Lines the job up; without threads (before the start, during a shutdown) the next start finds it in the database. */
    void enqueue(Job job) {
        JobLanes current = lanes;
        if (current != null) {
            Lane lane = handler(job.kind()).map(JobHandler::lane).orElse(Lane.SERVICE);
            current.execute(lane, () -> run(job.id()));
        }
    }

    /** The job's state as its own thread knows it, which is newer than the database's; empty when it does not run here. */
    Optional<JobContext> running(UUID id) {
        return Optional.ofNullable(running.get(id));
    }

    private void run(UUID id) {
        if (lanes == null) {
            return;
        }
        Job queued = store.find(id).orElseThrow();
        JobContext context = new JobContext(queued.running(), store, JobLog.of(folders, id),
                () -> events.changed(id));
        if (running.putIfAbsent(id, context) != null) {
            return;
        }
        try (MDC.MDCCloseable named = MDC.putCloseable(LogContext.JOB, id.toString())) {
            JobAttempt attempt = new JobAttempt(context, store, metrics, handler(queued.kind()).orElse(null));
            if (store.start(id)) {
                events.changed(id);
                attempt.run(() -> lanes == null);
            } else {
                attempt.abandon();
            }
        } catch (RuntimeException e) {
            log.error("Job {} could not record how it ended; it is taken up again at the next start", id, e);
        } finally {
            running.remove(id);
            events.changed(id);
        }
    }

    Optional<JobHandler> handler(String kind) {
        return handlers.stream().filter(handler -> handler.kind().equals(kind)).findFirst();
    }

    /** The threads of each lane. A lane starts its jobs in the order in which they came and runs as many as it has threads. */
    private static final class JobLanes {
        private final Map<Lane, ExecutorService> threads = new EnumMap<>(Lane.class);

        JobLanes(JobSettings settings) {
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

    /** One run of a job by its handler, and how it ended. */
    private static final class JobAttempt {
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
}
