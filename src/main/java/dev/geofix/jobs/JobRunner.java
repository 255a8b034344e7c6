package dev.geofix.jobs;

import dev.geofix.jobs.JobHandler.Lane;
import dev.geofix.jobs.JobQueue.Taken;
import dev.geofix.jobs.JobQueue.Wanted;
import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.storage.DatabaseAwayException;
import dev.geofix.platform.storage.OperationsDatabase;
import dev.geofix.platform.telemetry.LogContext;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
 * up when the service starts, and a shutdown leaves running jobs RUNNING on purpose, exactly as a crash does. Where several processes share the database each job is one's, by its lease.
 */
@Component
class JobRunner implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
    private static final long SHUTDOWN_SECONDS = 20;
    /** How often a free thread looks for jobs that other processes were given. */
    private static final Duration POLL = Duration.ofSeconds(1);

    private final JobStore store;
    private final JobQueue queue;
    private final OperationsDatabase database;
    private final JobEvents events;
    private final JobMetrics metrics;
    private final JobSettings settings;
    private final GeofixSettings folders;
    /** Asked for late, because a handler may itself submit jobs. */
    private final ObjectProvider<JobHandler> handlers;
    private final Map<UUID, JobContext> running = new ConcurrentHashMap<>();
    private volatile @Nullable Map<Lane, JobLane> lanes;
    private volatile @Nullable JobHeartbeat heartbeat;
    private volatile long lastAway;

    JobRunner(JobStore store, JobQueue queue, OperationsDatabase database, JobEvents events, JobMetrics metrics,
            JobSettings settings, GeofixSettings folders, ObjectProvider<JobHandler> handlers) {
        this.store = store;
        this.queue = queue;
        this.database = database;
        this.events = events;
        this.metrics = metrics;
        this.settings = settings;
        this.folders = folders;
        this.handlers = handlers;
    }

    @Override
    public void start() {
        settings.requireSomebodyForJobs(database.isShared(), folders.isGalleryLocal());
        lastAway = System.nanoTime() - queue.leaseTime().toNanos();
        queue.releaseOwn();
        heartbeat = database.isShared() ? new JobHeartbeat(queue, running.values()) : null;
        Map<Lane, JobLane> made = new EnumMap<>(Lane.class);
        lanes = made;
        for (Lane lane : Lane.values()) {
            Wanted wanted = lane == Lane.SERVICE
                    ? new Wanted(kinds(lane), kinds(Lane.PROCESSES), 0)
                    : new Wanted(kinds(lane), null, settings.processes());
            int places = lane == Lane.SERVICE ? settings.parallel() : settings.processes();
            if (places > 0) {
                made.put(lane, new JobLane(lane.name().toLowerCase(Locale.ROOT), places, () -> take(wanted), this::run,
                        database.isShared() ? POLL : null));
            }
        }
    }

    @Override
    public void stop() {
        Map<Lane, JobLane> stopping = lanes;
        lanes = null;
        if (stopping == null) {
            return;
        }
        stopping.values().forEach(JobLane::shutdown);
        running.values().forEach(JobContext::stop);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SHUTDOWN_SECONDS);
        try {
            for (JobLane lane : stopping.values()) {
                if (!lane.awaitTermination(end - System.nanoTime())) {
                    log.warn("A job did not stop within {} s; it is taken up again at the next start",
                            SHUTDOWN_SECONDS);
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        JobHeartbeat beating = heartbeat;
        if (beating != null) {
            beating.close();
        }
    }

    @Override
    public boolean isRunning() {
        return lanes != null;
    }

    /** Says that a job is in line; without threads (before the start, during a shutdown) the next start finds it in the database. */
    void wake(Job job) {
        Map<Lane, JobLane> current = lanes;
        JobLane lane = current == null ? null : current.get(lane(job.kind()));
        if (lane != null) {
            lane.wake();
        }
    }

    /** The job's state as its own thread knows it, which is newer than the database's; empty when it does not run here. */
    Optional<JobContext> running(UUID id) {
        return Optional.ofNullable(running.get(id));
    }

    Optional<JobHandler> handler(String kind) {
        return handlers.stream().filter(handler -> handler.kind().equals(kind)).findFirst();
    }

    private Lane lane(String kind) {
        return handler(kind).map(JobHandler::lane).orElse(Lane.SERVICE);
    }

    private List<String> kinds(Lane lane) {
        return handlers.stream().filter(handler -> handler.lane() == lane).map(JobHandler::kind).toList();
    }

    /** After the database was away, owners first get the time to renew what ran out meanwhile. */
    private Optional<Taken> take(Wanted wanted) {
        try {
            return queue.take(wanted, running.keySet(),
                    System.nanoTime() - lastAway >= queue.leaseTime().toNanos());
        } catch (DatabaseAwayException e) {
            lastAway = System.nanoTime();
            throw e;
        }
    }

    private void run(Taken taken) {
        UUID id = taken.job().id();
        JobContext context = new JobContext(taken.job(), taken.lease(), store, JobLog.of(folders, id),
                () -> events.changed(id));
        running.put(id, context);
        try (MDC.MDCCloseable named = MDC.putCloseable(LogContext.JOB, id.toString())) {
            JobAttempt attempt = new JobAttempt(context, this, handler(taken.job().kind()).orElse(null),
                    () -> lanes == null);
            events.changed(id);
            if (taken.isCancelled()) {
                attempt.abandon();
            } else {
                attempt.run();
            }
        } catch (RuntimeException e) {
            log.error("Job {} could not record how it ended; it is taken up again at the next start", id, e);
        } finally {
            running.remove(id);
            events.changed(id);
        }
    }

    /**
     * One run of a job by its handler, and how it ended. What it has to say at the end it says until the database has heard it.
     */
    private static final class JobAttempt {
        private static final Logger log = LoggerFactory.getLogger(JobAttempt.class);
        private static final String CANCELLED = "cancelled";
        private static final long RETRY_MILLIS = 1000;

        private final JobContext context;
        private final JobRunner runner;
        private final @Nullable JobHandler handler;
        private final BooleanSupplier shutdown;

        /**
         * @param handler null when this version of the service knows no such jobs
         * @param shutdown whether the service is shutting down, which interrupts the job without ending it
         */
        JobAttempt(JobContext context, JobRunner runner, @Nullable JobHandler handler, BooleanSupplier shutdown) {
            this.context = context;
            this.runner = runner;
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
                runner.queue.release(context.lease());
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
            if (context.lease().isLost() || !kept(() -> runner.store.end(context.lease(), state, message))) {
                lost();
                return;
            }
            runner.metrics.ended(context.current(), state);
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
}
