package dev.geofix.jobs;

import dev.geofix.jobs.JobHandler.Lane;
import dev.geofix.jobs.JobQueue.Taken;
import dev.geofix.jobs.JobQueue.Wanted;
import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.SetupException;
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
import java.util.stream.Stream;
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
    /** An owner may be that much later to find that the database is back: its pool of connections tries every 5 s in the end, for 3 s, and its heartbeat comes after that. */
    private static final Duration LEAST_GRACE = Duration.ofSeconds(20);
    /** Jobs that wait for their parts, side by side. Few, so that the parts of those that came first are done first. */
    static final int COORDINATED = 2;

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
    /** When a job was last at work here, or might have been in line unseen. */
    private volatile long lastBusy = System.nanoTime();

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
        requireKnownKinds();
        lastAway = System.nanoTime() - grace();
        queue.releaseOwn();
        heartbeat = database.isShared() ? new JobHeartbeat(queue, running.values()) : null;
        Map<Lane, JobLane> made = new EnumMap<>(Lane.class);
        lanes = made;
        for (Lane lane : Lane.values()) {
            Wanted wanted = wanted(lane);
            if (places(lane) > 0 && (!wanted.kinds().isEmpty() || wanted.others() != null)) {
                made.put(lane, new JobLane(lane.name().toLowerCase(Locale.ROOT), places(lane), () -> take(wanted),
                        this::run, database.isShared() ? POLL : null));
            }
        }
    }

    /** Jobs that no lane knows are taken by the first one, unless this process takes some kinds only. */
    private Wanted wanted(Lane lane) {
        List<String> wanted = kinds(lane).stream()
                .filter(kind -> settings.kinds().isEmpty() || settings.kinds().contains(kind)).toList();
        return switch (lane) {
            case SERVICE -> new Wanted(wanted,
                    settings.kinds().isEmpty()
                            ? Stream.of(Lane.COORDINATION, Lane.PROCESSES).flatMap(other -> kinds(other).stream())
                                    .toList()
                            : null,
                    0);
            case COORDINATION -> new Wanted(wanted, null, 0);
            case PROCESSES -> new Wanted(wanted, null, settings.processes());
        };
    }

    private int places(Lane lane) {
        return switch (lane) {
            case SERVICE -> settings.parallel();
            case COORDINATION -> COORDINATED;
            case PROCESSES -> settings.processes();
        };
    }

    private void requireKnownKinds() {
        List<String> known = handlers.stream().map(JobHandler::kind).sorted().toList();
        settings.kinds().stream().filter(kind -> !known.contains(kind)).findFirst().ifPresent(kind -> {
            throw new SetupException("geofix.job.kinds names '" + kind + "', and there are no such jobs.",
                    "Name some of " + String.join(", ", known) + ", or leave it out for all.", null);
        });
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

    /** How long no job has been at work here, and none was in line that this process takes. Time in which nobody could tell does not count. */
    Duration idle() {
        return running.isEmpty() ? Duration.ofNanos(System.nanoTime() - lastBusy) : Duration.ZERO;
    }

    List<String> partKinds() {
        return handlers.stream().filter(JobHandler::isPart).map(JobHandler::kind).toList();
    }

    /** After the database was away, owners first get the time to renew what ran out meanwhile. */
    private Optional<Taken> take(Wanted wanted) {
        try {
            Optional<Taken> taken = queue.take(wanted, running.keySet(),
                    System.nanoTime() - lastAway >= grace());
            if (taken.isPresent()) {
                lastBusy = System.nanoTime();
            }
            return taken;
        } catch (DatabaseAwayException e) {
            lastAway = System.nanoTime();
            lastBusy = lastAway;
            throw e;
        }
    }

    private long grace() {
        return Math.max(queue.leaseTime().toNanos(), LEAST_GRACE.toNanos());
    }

    private void run(Taken taken) {
        UUID id = taken.job().id();
        JobContext context = new JobContext(taken.job(), taken.lease(), store, JobLog.of(folders, id),
                () -> events.changed(id));
        running.put(id, context);
        try (MDC.MDCCloseable named = MDC.putCloseable(LogContext.JOB, id.toString())) {
            JobAttempt attempt = new JobAttempt(context, store, queue, metrics,
                    handler(taken.job().kind()).orElse(null), () -> lanes == null);
            events.changed(id);
            if (taken.isCancelled()) {
                attempt.abandon();
            } else {
                attempt.run();
            }
        } catch (RuntimeException e) {
            log.error("Job {} could not record how it ended; it is taken up again at the next start", id, e);
        } finally {
            lastBusy = System.nanoTime();
            running.remove(id);
            events.changed(id);
        }
    }
}
