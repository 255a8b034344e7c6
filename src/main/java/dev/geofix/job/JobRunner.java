package dev.geofix.job;

import dev.geofix.platform.GeofixSettings;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs jobs on a few platform threads of its own. The line is the database: what is queued or left running there is taken
 * up when the service starts, and a shutdown leaves running jobs RUNNING on purpose, exactly as a crash does.
 */
@Component
class JobRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final long SHUTDOWN_SECONDS = 20;

    private final JobStore store;
    private final JobEvents events;
    private final JobProperties settings;
    private final GeofixSettings folders;
    /** Asked for late, because a handler may itself submit jobs. */
    private final ObjectProvider<JobHandler> handlers;
    private final Map<UUID, JobContext> running = new ConcurrentHashMap<>();
    private volatile @Nullable ExecutorService threads;

    JobRunner(JobStore store, JobEvents events, JobProperties settings,
            GeofixSettings folders, ObjectProvider<JobHandler> handlers) {
        this.store = store;
        this.events = events;
        this.settings = settings;
        this.folders = folders;
        this.handlers = handlers;
    }

    @Override
    public void start() {
        threads = Executors.newFixedThreadPool(settings.parallel(), Thread.ofPlatform().name("job-", 1).factory());
        store.unfinished().forEach(this::enqueue);
    }

    @Override
    public void stop() {
        ExecutorService stopping = threads;
        threads = null;
        if (stopping == null) {
            return;
        }
        stopping.shutdown();
        running.values().forEach(JobContext::stop);
        try {
            if (!stopping.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A job did not stop within {} s; it is taken up again at the next start", SHUTDOWN_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }

    /** Lines the job up; without threads (before the start, during a shutdown) the next start finds it in the database. */
    void enqueue(UUID id) {
        ExecutorService current = threads;
        if (current != null) {
            current.execute(() -> run(id));
        }
    }

    /** The job's state as its own thread knows it, which is newer than the database's; empty when it does not run here. */
    Optional<JobContext> running(UUID id) {
        return Optional.ofNullable(running.get(id));
    }

    private void run(UUID id) {
        if (threads == null) {
            return;
        }
        Job queued = store.find(id).orElseThrow();
        JobContext context = new JobContext(started(queued), store, JobLog.of(folders, id),
                () -> events.changed(id));
        if (running.putIfAbsent(id, context) != null) {
            return;
        }
        try {
            if (store.start(id)) {
                attempt(context);
            } else {
                store.end(id, JobState.CANCELLED, "cancelled");
            }
        } catch (RuntimeException e) {
            LOG.error("Job {} could not record how it ended; it is taken up again at the next start", id, e);
        } finally {
            running.remove(id);
            events.changed(id);
        }
    }

    private void attempt(JobContext context) {
        Job job = context.current();
        events.changed(job.id());
        try {
            context.log("started");
            handler(job.kind()).run(job, context);
            end(context, JobState.SUCCEEDED, context.current().message());
        } catch (JobStoppedException e) {
            if (threads == null) {
                context.log("interrupted by a shutdown; goes on at the next start");
                context.flush();
            } else {
                end(context, JobState.CANCELLED, "cancelled");
            }
        } catch (Throwable e) {
            LOG.warn("Job {} ({}) failed", job.id(), job.kind(), e);
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            end(context, JobState.FAILED, reason);
        }
    }

    private void end(JobContext context, JobState state, String message) {
        context.flush();
        store.end(context.current().id(), state, message);
        context.log(state.name().toLowerCase(Locale.ROOT) + (message.isEmpty() ? "" : ": " + message));
    }

    private JobHandler handler(String kind) {
        return handlers.stream().filter(handler -> handler.kind().equals(kind)).findFirst().orElseThrow(
                () -> new IllegalStateException("this version of the service knows no jobs of kind " + kind));
    }

    private static Job started(Job job) {
        return new Job(job.id(), job.kind(), JobState.RUNNING, job.parameters(), job.progress(), job.message(),
                job.refused(), job.created(), job.started() == null ? Instant.now() : job.started(), null);
    }
}
