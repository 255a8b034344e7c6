package dev.geofix.jobs;

import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.OperationsDatabase;
import dev.geofix.platform.telemetry.LogContext;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Submits, finds and cancels jobs. */
@Service
public class JobService {
    private static final Logger log = LoggerFactory.getLogger(JobService.class);

    private final JobStore store;
    private final JobQueue queue;
    private final OperationsDatabase database;
    private final JobRunner runner;
    private final JobEvents events;
    private final GeofixSettings settings;

    JobService(JobStore store, JobQueue queue, OperationsDatabase database, JobRunner runner, JobEvents events,
            GeofixSettings settings) {
        this.store = store;
        this.queue = queue;
        this.database = database;
        this.runner = runner;
        this.events = events;
        this.settings = settings;
    }

    /**
     * Records a job and lines it up; when this returns, the job survives a crash.
     *
     * @param parameters an object that JSON can hold
     */
    public Job submit(String kind, Object parameters) {
        return lineUp(create(kind, parameters, null));
    }

    /**
     * A job that a request has made, or the one that its key made before.
     *
     * @param isNew whether this request has made it
     */
    record Submitted(Job job, boolean isNew) {}

    /**
     * Makes a job unless its key has made one. Nobody else, in this process or another one that shares the database, makes a job meanwhile.
     *
     * @param parameters gives what the job is made of, or throws; not asked when the key has made a job
     * @throws KeyReusedException when the key has made a job from another body
     */
    Submitted submitOnce(String kind, @Nullable IdempotencyKey key, Supplier<?> parameters) {
        Submitted submitted;
        try {
            submitted = database.exclusively("jobs.submission",
                    () -> (key == null ? Optional.<Job>empty() : find(kind, key))
                            .map(job -> new Submitted(job, false))
                            .orElseGet(() -> new Submitted(create(kind, parameters.get(), key), true)));
        } catch (DuplicateKeyException e) {
            // Another version of the program has made it, which has another lock.
            if (key == null) {
                throw e;
            }
            submitted = new Submitted(find(kind, key).orElseThrow(() -> e), false);
        }
        if (submitted.isNew()) {
            lineUp(submitted.job());
        }
        return submitted;
    }

    private Job create(String kind, Object parameters, @Nullable IdempotencyKey key) {
        boolean isTied = runner.handler(kind).map(JobHandler::needsOwnDataFolder).orElse(false);
        return store.create(kind, parameters, key, isTied && database.isShared() ? database.home() : null);
    }

    private Job lineUp(Job job) {
        noteRequest(job);
        runner.wake(job);
        return job;
    }

    /** The job is there already, so a log that cannot be written is no reason to refuse it. */
    private void noteRequest(Job job) {
        String request = LogContext.request();
        if (request != null) {
            try {
                JobLog.of(settings, job.id()).append("submitted by request " + request);
            } catch (UncheckedIOException e) {
                log.warn("The log of job {} cannot be written", job.id(), e);
            }
        }
    }

    /**
     * The job that was made under this key.
     *
     * @throws KeyReusedException when it was made from another body
     */
    Optional<Job> find(String kind, IdempotencyKey key) {
        return store.find(kind, key).map(job -> get(job.id()));
    }

    public Optional<Job> find(UUID id) {
        Optional<Job> live = runner.running(id).map(JobContext::current);
        return store.find(id).map(stored -> stored.state().isTerminal() ? stored : live.orElse(stored));
    }

    /** @throws UserException when there is no such job */
    public Job get(UUID id) {
        return find(id).orElseThrow(() -> new UserException(UserException.Kind.UNKNOWN,
                "There is no job " + id + "; GET /api/v1/jobs lists them all."));
    }

    /** Newest first. Refused items are counted, not listed. Parts of jobs are there only when their kind is asked for. */
    public List<Job> list(@Nullable JobState state, @Nullable String kind, int limit) {
        return store.list(state, kind, kind == null ? runner.partKinds() : List.of(), limit);
    }

    /** Queued and running jobs of a kind in the order of their submission. */
    public List<Job> unfinished(String kind) {
        return store.unfinished().stream().filter(job -> job.kind().equals(kind)).toList();
    }

    /**
     * Cancels a queued job at once; asks a running one to stop at its next step.
     *
     * @throws JobEndedException when it has ended already
     */
    public Job cancel(UUID id) {
        Job job = get(id);
        if (!stop(id)) {
            Job now = get(job.id());
            throw new UserException(UserException.Kind.CONFLICT,
                    "Job " + now.id() + " has already ended (" + now.state()
                            + "); only a queued or running job can be cancelled.");
        }
        return get(id);
    }

    /** @return false when it has ended already */
    boolean stop(UUID id) {
        boolean isHeard = store.cancelQueued(id) || queue.cancelElsewhere(id) || store.requestCancel(id);
        if (isHeard) {
            runner.running(id).ifPresent(JobContext::cancel);
            events.changed(id);
        }
        return isHeard;
    }

    /** How long this process has had nothing to do: no job was at work here, and none in line that it takes. */
    public Duration idle() {
        return runner.idle();
    }

    /** Whether this process works on it: then listeners are told of its changes. */
    boolean isRunningHere(UUID id) {
        return runner.running(id).isPresent();
    }

    /** The file that holds the job's log; it may not exist yet. */
    Path logFile(UUID id) {
        return JobLog.of(settings, get(id).id()).file();
    }

    /** What the job measures, after a step; −1 for all of it. */
    MetricsReader metrics(UUID id, long after) {
        Path folder = folder(id);
        return new MetricsReader(runner.handler(get(id).kind()).flatMap(handler -> handler.metrics(folder)), after);
    }

    /** The files that the job has made for its user, as far as they are there. */
    List<Path> results(UUID id) {
        Path folder = folder(id);
        return runner.handler(get(id).kind()).map(handler -> handler.results(folder)).orElse(List.of());
    }

    /** Where the folders of all jobs lie in the shared folder, each under its job's id. */
    public static Path folders(Path shared) {
        return shared.resolve("jobs");
    }

    /** The folder of the job's own; it may not exist yet. */
    public Path folder(UUID id) {
        return JobLog.of(settings, get(id).id()).folder();
    }
}
