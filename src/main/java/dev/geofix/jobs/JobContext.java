package dev.geofix.jobs;

import dev.geofix.jobs.Job.Refusals;
import dev.geofix.jobs.Job.RefusedItem;
import dev.geofix.platform.storage.DatabaseAwayException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a running {@link JobHandler} reports through. Used by the job's own thread only, except for {@link #stop()} and {@link #cancel()}. */
public final class JobContext {
    /** Least time between two writes of the progress, nanoseconds: each is a commit that reaches the disk. */
    private static final long WRITE_INTERVAL = 500_000_000;

    private static final long PAUSE_MILLIS = 200;

    private final JobStore store;
    private final JobLease lease;
    private final JobLog log;
    private final Runnable changed;
    private final Rate rate = new Rate();
    private final List<RefusedItem> unwritten = new ArrayList<>();
    private volatile Job job;
    private volatile boolean stopped;
    private volatile boolean cancelled;
    private long written = System.nanoTime();
    private long failed = System.nanoTime() - WRITE_INTERVAL;

    JobContext(Job job, JobLease lease, JobStore store, JobLog log, Runnable changed) {
        this.job = job;
        this.lease = lease;
        this.store = store;
        this.log = log;
        this.changed = changed;
    }

    /**
     * Called between two steps of the work. Waits while the database does not answer and another process might think that this one is gone.
     *
     * @throws JobStoppedException when the user cancelled the job, the service shuts down, or another process has taken the job over
     */
    public void checkCancelled() {
        boolean isNoted = false;
        while (!stopped && !lease.isLost() && !lease.isValid()) {
            if (!isNoted) {
                log("waits for the database, which does not answer");
                isNoted = true;
            }
            pause();
        }
        if (lease.isLost()) {
            throw new JobStoppedException("another instance has taken it over");
        }
        if (stopped) {
            throw new JobStoppedException("cancelled");
        }
    }

    /** Whether a user, and not a shutdown, asked the job to stop. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Whether another process has the job by now: what it needs must then stay. */
    public boolean isTakenOver() {
        return lease.isLost();
    }

    /** Says how far the work is; may be called as often as it likes, since only some calls are written. */
    public void progress(long done, @Nullable Long total, String message) {
        Double perSecond = rate.update(System.nanoTime(), done);
        Double left = perSecond == null || total == null || perSecond <= 0 ? null : (total - done) / perSecond;
        job = job.with(new Job.Progress(done, total, perSecond, left), message, job.refused());
        changed.run();
        if (System.nanoTime() - written > WRITE_INTERVAL) {
            tryFlush();
        }
    }

    /** Lists an input that was left out. The same item refused again, as in a resumed job, is kept once. */
    public void refuse(String item, String reason) {
        log.refused(item, reason);
        unwritten.add(new RefusedItem(item, reason));
        if (unwritten.size() >= Refusals.LISTED && System.nanoTime() - failed > WRITE_INTERVAL) {
            tryFlush();
        }
    }

    /** Inputs left out so far, those of an interrupted earlier run included. */
    public long refusedCount() {
        while (!tryFlush()) {
            checkCancelled();
            pause();
        }
        return job.refused().count();
    }

    /** Adds a line to the job's log. */
    public void log(String line) {
        log.append(line);
    }

    /** A folder of this job's own, which outlives it. */
    public Path folder() {
        return log.folder();
    }

    /** The job's log, to which its processes append what they print. */
    public Path logFile() {
        return log.file();
    }

    Job current() {
        return job;
    }

    void stop() {
        stopped = true;
    }

    void cancel() {
        cancelled = true;
        stopped = true;
    }

    JobLease lease() {
        return lease;
    }

    /**
     * Writes what is not written yet, unless the job is another process's by now.
     *
     * @throws DatabaseAwayException when it could not be written; then it is kept for the next time
     */
    void flush() {
        if (!store.progress(lease, job.progress(), job.message(), unwritten)) {
            lease.lose();
            return;
        }
        if (!unwritten.isEmpty()) {
            unwritten.clear();
            job = job.with(job.progress(), job.message(), store.refusals(job.id()));
        }
        written = System.nanoTime();
    }

    /** No reason to stop the work. */
    private boolean tryFlush() {
        try {
            flush();
            return true;
        } catch (DatabaseAwayException e) {
            failed = System.nanoTime();
            written = failed;
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobStoppedException("interrupted");
        }
    }

    /**
     * Items a second, smoothed: r ← r + (1 − e^(−Δt/τ))·(Δn/Δt − r) with τ = {@value #MEMORY_SECONDS} s, so that a burst of
     * skipped items at the start of a resumed job is soon forgotten. Fewer items than before are a new count.
     */
    static final class Rate {
        private static final double MEMORY_SECONDS = 10;
        /** Steps shorter than this are gathered, because their Δn/Δt is noise. */
        private static final double MIN_STEP_SECONDS = 0.2;

        private long lastNanos;
        private long lastDone;
        private boolean started;
        private @Nullable Double rate;

        @Nullable
        Double update(long nanos, long done) {
            if (!started || done < lastDone) {
                started = true;
                lastNanos = nanos;
                lastDone = done;
                rate = null;
                return null;
            }
            double seconds = (nanos - lastNanos) / 1e9;
            if (seconds >= MIN_STEP_SECONDS) {
                double now = (done - lastDone) / seconds;
                rate = rate == null ? now : rate + (1 - Math.exp(-seconds / MEMORY_SECONDS)) * (now - rate);
                lastNanos = nanos;
                lastDone = done;
            }
            return rate;
        }
    }
}
