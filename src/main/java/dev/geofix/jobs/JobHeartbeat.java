package dev.geofix.jobs;

import dev.geofix.platform.storage.DatabaseAwayException;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the leases of the jobs that run in this process, and finds out what other processes want of them: that they end, or that they are theirs now. While the database does not answer a lease runs out;
 * the job then waits, and goes on when it answers again and nobody has taken the job.
 */
final class JobHeartbeat implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JobHeartbeat.class);
    private static final long PERIOD_MILLIS = 1000;
    /** Renewals within the time of a lease. */
    private static final int RENEWALS = 6;

    private final JobQueue queue;
    private final Collection<JobContext> running;
    private final ScheduledExecutorService clock = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("job-heartbeat").factory());
    private final long renewalNanos;

    /** @param running a view of the jobs that run here */
    JobHeartbeat(JobQueue queue, Collection<JobContext> running) {
        this.queue = queue;
        this.running = running;
        renewalNanos = queue.leaseTime().dividedBy(RENEWALS).toNanos();
        clock.scheduleWithFixedDelay(() -> running.forEach(this::beat), PERIOD_MILLIS, PERIOD_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private void beat(JobContext context) {
        JobLease lease = context.lease();
        if (lease.isLost()) {
            return;
        }
        long asked = System.nanoTime();
        boolean isRenewal = lease.isRenewedBefore(asked - renewalNanos);
        try {
            Optional<Boolean> isCancelled = isRenewal ? queue.renew(lease) : queue.look(lease);
            if (isCancelled.isEmpty()) {
                if (running.contains(context)) {
                    log.warn("Job {} is another instance's now; its work stops here", lease.job());
                }
                lease.lose();
                return;
            }
            if (isRenewal) {
                lease.renewed(asked);
            }
            if (isCancelled.get()) {
                context.cancel();
            }
        } catch (DatabaseAwayException e) {
            log.debug("The lease of job {} is renewed later", lease.job());
        } catch (RuntimeException e) {
            log.error("The lease of job {} could not be renewed", lease.job(), e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
