package dev.geofix.jobs;

import java.time.Duration;
import java.util.UUID;

/**
 * The right of one process to work on a job. It is given with a number that grows with each taking, on which every write to the database depends; and for a time, renewed while the process lives. The
 * database's clock says when others may take the job. This process counts the same time from before it asked, by a clock that nobody sets: so it stops before others may begin, however far the clocks of
 * machines are apart.
 */
final class JobLease {
    /** Nothing but a crash ends the lease of a process that has the database for itself. */
    static final Duration FOREVER = Duration.ofDays(36_500);

    private final UUID job;
    private final long fence;
    private final long nanos;
    private volatile long renewed;
    private volatile boolean isLost;

    /** @param asked System.nanoTime() before the database was asked for it */
    JobLease(UUID job, long fence, Duration time, long asked) {
        this.job = job;
        this.fence = fence;
        // Left over for what is under way when it ends.
        nanos = time.toNanos() / 10 * 9;
        renewed = asked;
    }

    UUID job() {
        return job;
    }

    long fence() {
        return fence;
    }

    /** @param asked System.nanoTime() before the database was asked */
    void renewed(long asked) {
        renewed = asked;
    }

    boolean isRenewedBefore(long instant) {
        return renewed - instant < 0;
    }

    /** Another process has the job, or may have it now. */
    void lose() {
        isLost = true;
    }

    boolean isLost() {
        return isLost;
    }

    /** Whether nobody else may have taken the job by now. One that has run out, and that nobody has taken, is renewed when the database answers again. */
    boolean isValid() {
        return !isLost && System.nanoTime() - renewed < nanos;
    }
}
