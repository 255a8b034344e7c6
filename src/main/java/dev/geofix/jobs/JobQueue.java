package dev.geofix.jobs;

import dev.geofix.platform.storage.OperationsDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The line in which jobs wait, and the leases of those that run. A process takes the first job that is queued, or that runs with a lease that has ended; between processes the database decides, by its own
 * clock. {@link JobStore} has what is kept of a job.
 */
@Component
class JobQueue {
    /** How long other versions of the program may take to come for a job of a kind that this one does not know. */
    static final Duration STRANGE_KINDS = Duration.ofHours(1);

    private final OperationsDatabase database;
    private final JobStore store;
    private final Duration lease;

    JobQueue(OperationsDatabase database, JobStore store, JobSettings settings) {
        this.database = database;
        this.store = store;
        lease = database.isShared() ? settings.lease() : JobLease.FOREVER;
    }

    /**
     * A job that is now this process's.
     *
     * @param isCancelled whether a user wanted it to end while nobody worked on it
     */
    record Taken(Job job, JobLease lease, boolean isCancelled) {}

    /**
     * What a lane may take.
     *
     * @param kinds of jobs that it runs
     * @param others null, or the kinds of other lanes: then it also takes jobs that no lane knows, and which no other version of the program has come for
     * @param places how many of its jobs may run in all processes together; 0 for any number
     */
    record Wanted(List<String> kinds, @Nullable Collection<String> others, int places) {}

    Duration leaseTime() {
        return lease;
    }

    /**
     * Takes the next job.
     *
     * @param here jobs that this process works on, whatever the database says of them
     * @param isAnyLease whether leases that have ended count: not while their owners may not have been able to renew them
     */
    Optional<Taken> take(Wanted wanted, Set<UUID> here, boolean isAnyLease) {
        long asked = System.nanoTime();
        return wanted.places() > 0 && database.isShared()
                ? database.exclusively("jobs.lane " + wanted.kinds(), () -> database.read(
                        jdbc -> isFull(jdbc, wanted)
                                ? Optional.<Taken>empty()
                                : take(jdbc, wanted, here, isAnyLease, asked)))
                : database.write(jdbc -> take(jdbc, wanted, here, isAnyLease, asked));
    }

    /** One that ran and that nobody holds now has a place already, as its work may go on outside the services. */
    private boolean isFull(JdbcClient jdbc, Wanted wanted) {
        long held = jdbc.sql("select count(*) from job where state = 'RUNNING' and kind in (:kinds) and lease_until >= "
                + database.now()).param("kinds", some(wanted.kinds())).query(Long.class).single();
        return held >= wanted.places();
    }

    private Optional<Taken> take(JdbcClient jdbc, Wanted wanted, Set<UUID> here, boolean isAnyLease,
            long asked) {
        long strangeBefore = database.isShared() ? JobStore.now() - STRANGE_KINDS.toMillis() : Long.MAX_VALUE;
        String queued = wanted.places() > 0 && database.isShared()
                ? "(select count(*) from job where state = 'RUNNING' and kind in (:kinds)) < " + wanted.places()
                : "1 = 1";
        String sql = """
                update job set state = 'RUNNING', started = coalesce(started, :started), owner = :owner,
                    fence = fence + 1, lease_until = %1$s + :lease
                where id = (select id from job
                    where (state = 'QUEUED' and %2$s
                            or state = 'RUNNING' and (lease_until is null or :any = 1 and lease_until < %1$s))
                        and (kind in (:kinds) or :strange = 1 and kind not in (:known) and created < :before)
                        and (place is null or place = :home) and id not in (:here)
                    order by case state when 'RUNNING' then 0 else 1 end, sequence limit 1%3$s)
                returning %4$s, fence, cancel_requested""".formatted(database.now(), queued, database.skipLocked(),
                JobStore.COLUMNS);
        List<String> known = new ArrayList<>(wanted.kinds());
        known.addAll(Objects.requireNonNullElse(wanted.others(), List.of()));
        return jdbc.sql(sql).param("started", JobStore.now()).param("owner", database.home())
                .param("lease", lease.toMillis()).param("any", isAnyLease ? 1 : 0)
                .param("kinds", some(wanted.kinds()))
                .param("strange", wanted.others() == null ? 0 : 1).param("known", some(known))
                .param("before", strangeBefore).param("here", some(here.stream().map(UUID::toString).toList()))
                .param("home", database.home()).query((row, number) -> {
                    Job job = store.read(row, number);
                    return new Taken(job, new JobLease(job.id(), row.getLong("fence"), lease, asked),
                            row.getInt("cancel_requested") != 0);
                }).optional().map(taken -> new Taken(
                        taken.job().with(taken.job().progress(), taken.job().message(),
                                store.refusals(taken.job().id())),
                        taken.lease(), taken.isCancelled()));
    }

    /** A list in SQL has one element at least. */
    private static List<String> some(List<String> names) {
        return names.isEmpty() ? List.of("") : names;
    }

    /** @return whether a user wants the job to end; empty when it is this process's no longer */
    Optional<Boolean> renew(JobLease held) {
        return database.write(jdbc -> jdbc.sql("update job set lease_until = " + database.now()
                + " + ? where id = ? and fence = ? and state = 'RUNNING' returning cancel_requested")
                .params(lease.toMillis(), held.job().toString(), held.fence()).query(Integer.class).optional())
                .map(cancel -> cancel != 0);
    }

    /** As {@link #renew}, without renewing. */
    Optional<Boolean> look(JobLease held) {
        return database.read(jdbc -> jdbc
                .sql("select cancel_requested from job where id = ? and fence = ? and state = 'RUNNING'")
                .params(held.job().toString(), held.fence()).query(Integer.class).optional())
                .map(cancel -> cancel != 0);
    }

    /** Leaves a job to whoever comes first. */
    void release(JobLease held) {
        database.write(jdbc -> jdbc
                .sql("update job set lease_until = null where id = ? and fence = ? and state = 'RUNNING'")
                .params(held.job().toString(), held.fence()).update());
    }

    /** At the start: jobs that this process held before. It holds its data folder's lock, so the one that held them is gone. */
    void releaseOwn() {
        if (database.isShared()) {
            database.write(jdbc -> jdbc.sql("update job set lease_until = null where state = 'RUNNING' and owner = ?")
                    .param(database.home()).update());
        } else {
            database.write(jdbc -> jdbc.sql("update job set lease_until = null where state = 'RUNNING'").update());
        }
    }

    /** Ends a running job that nobody holds and that this process cannot take, since it needs another data folder. */
    boolean cancelElsewhere(UUID id) {
        return database.write(jdbc -> jdbc.sql("""
                update job set state = 'CANCELLED', message = 'cancelled while its process was away', ended = ?
                where id = ? and state = 'RUNNING' and place is not null and place <> ?
                    and (lease_until is null or lease_until < %s)""".formatted(database.now()))
                .params(JobStore.now(), id.toString(), database.home()).update()) > 0;
    }
}
