package dev.geofix.security;

import dev.geofix.platform.storage.DatabaseAwayException;
import dev.geofix.platform.storage.OperationsDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit in a shared database. A call that changes something is written down before it begins, and is refused when that cannot be done: so nothing that was acknowledged is missing. How it ended is
 * added behind it; a row without a status is a call whose process died, or whose end could not be written for longer than the process lived.
 */
final class AuditTable implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AuditTable.class);
    private static final int MOST_WAITING = 100_000;
    private static final long END_MILLIS = 250;
    private static final long CLEAR_HOURS = 1;
    private static final int CLEARED_AT_ONCE = 10_000;

    private final OperationsDatabase database;
    private final Duration kept;
    /** Ends that are not written yet, by the number of their row. */
    private final Map<Long, End> waiting = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("audit").factory());

    /** @param days that rows are kept; 0 for ever */
    AuditTable(OperationsDatabase database, int days) {
        this.database = database;
        kept = Duration.ofDays(days);
        clock.scheduleWithFixedDelay(this::writeEnds, END_MILLIS, END_MILLIS, TimeUnit.MILLISECONDS);
        if (days > 0) {
            clock.scheduleWithFixedDelay(this::clear, 0, CLEAR_HOURS, TimeUnit.HOURS);
        }
    }

    private record End(int status, Instant at) {}

    /**
     * Writes a call down.
     *
     * @param hasEnded whether the entry's status counts, and there is nothing to add
     * @return its number
     * @throws DatabaseAwayException when it cannot be written; then the call must not go on
     */
    long add(AuditLog.Entry entry, boolean hasEnded) {
        return Objects.requireNonNull(database.write(jdbc -> jdbc.sql("""
                insert into audit (began, ended, replica, caller, caller_id, name, address, method, path, status,
                    failure, request) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning sequence""")
                .param(entry.time().toEpochMilli()).param(hasEnded ? entry.time().toEpochMilli() : null)
                .param(database.home()).param(entry.caller()).param(text(entry.id())).param(text(entry.name()))
                .param(entry.address()).param(text(entry.method())).param(text(entry.path()))
                .param(hasEnded ? entry.status() : null).param(entry.failure()).param(text(entry.request()))
                .query(Long.class).single()));
    }

    private @Nullable String text(@Nullable String any) {
        return any == null ? null : database.text(any);
    }

    /** Adds how a call ended, in a moment or as soon as the database answers; nobody waits for it. */
    void end(long number, int status) {
        if (waiting.size() < MOST_WAITING) {
            waiting.put(number, new End(status, Instant.now()));
        } else {
            log.warn("How the call {} of the audit ended ({}) is lost: too many wait for the database", number, status);
        }
    }

    private void writeEnds() {
        Map<Long, End> taken = Map.copyOf(waiting);
        if (taken.isEmpty()) {
            return;
        }
        try {
            database.write(jdbc -> {
                taken.forEach((number, end) -> jdbc.sql("update audit set status = ?, ended = ? where sequence = ?")
                        .params(end.status(), end.at().toEpochMilli(), number).update());
                return taken.size();
            });
            waiting.keySet().removeAll(taken.keySet());
        } catch (RuntimeException e) {
            log.debug("Ends of {} calls are added to the audit later: {}", taken.size(), e.getMessage());
        }
    }

    private void clear() {
        try {
            long before = Instant.now().minus(kept).toEpochMilli();
            int gone = CLEARED_AT_ONCE;
            while (gone == CLEARED_AT_ONCE) {
                gone = Objects.requireNonNull(database.write(jdbc -> jdbc
                        .sql("delete from audit where sequence in (select sequence from audit where began < ? limit ?)")
                        .params(before, CLEARED_AT_ONCE).update()));
            }
        } catch (RuntimeException e) {
            log.warn("Old rows of the audit cannot be removed now: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        clock.shutdown();
        writeEnds();
    }
}
