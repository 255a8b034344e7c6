package dev.geofix.jobs;

import dev.geofix.jobs.Job.Refusals;
import dev.geofix.jobs.Job.RefusedItem;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.OperationsDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Jobs in the database. Every change of state is conditional on the state before, so an ended job never changes again; every write of a running job on its {@link JobLease}, so one that another process
 * has taken over is written by that process alone. {@link JobQueue} gives out leases.
 */
@Repository
class JobStore {
    private static final TypeReference<Map<String, Object>> PARAMETERS = new TypeReference<>() {
    };
    /** What {@link #read} reads, by name: a later version of the program may add columns while this one runs. */
    static final String COLUMNS = "id, kind, state, parameters, done, total, message, created, started, ended";
    /** Of a running job: that it still is this process's. */
    private static final String HELD = " where id = ? and fence = ? and state = 'RUNNING'";

    private static final int REFUSALS_READ = 1000;

    private final OperationsDatabase database;
    private final JsonMapper json;

    JobStore(OperationsDatabase database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * @param key kept with the job, if there is one
     * @param place the data folder without which it cannot be done; null for any process
     */
    Job create(String kind, Object parameters, @Nullable IdempotencyKey key, @Nullable String place) {
        UUID id = UUID.randomUUID();
        return database.write(jdbc -> {
            jdbc.sql("insert into job (id, kind, state, parameters, created, place) values (?, ?, 'QUEUED', ?, ?, ?)")
                    .param(id.toString()).param(kind).param(json.writeValueAsString(parameters)).param(now())
                    .param(place).update();
            if (key != null) {
                jdbc.sql("insert into idempotency_key (kind, key, body_hash, job) values (?, ?, ?, ?)")
                        .params(kind, key.value(), key.bodyHash(), id.toString()).update();
            }
            return find(id).orElseThrow();
        });
    }

    /** @throws KeyReusedException when the key has made a job from another body */
    Optional<Job> find(String kind, IdempotencyKey key) {
        Optional<Made> made = database.read(jdbc -> jdbc
                .sql("select job, body_hash from idempotency_key where kind = ? and key = ?").params(kind, key.value())
                .query((row, n) -> new Made(UUID.fromString(row.getString("job")), row.getString("body_hash")))
                .optional());
        made.filter(before -> !before.bodyHash().equals(key.bodyHash())).ifPresent(before -> {
            throw new UserException(UserException.Kind.DIFFERENT, "This " + IdempotencyKey.HEADER + " has made job "
                    + before.job()
                    + " from another body. Send the same body to find that job, or another key to make a new one.");
        });
        return made.flatMap(before -> find(before.job()));
    }

    /** By an earlier request under a key. */
    private record Made(UUID job, String bodyHash) {}

    Optional<Job> find(UUID id) {
        return database.read(
                jdbc -> jdbc.sql("select " + COLUMNS + " from job where id = ?").param(id.toString()).query(this::read)
                        .optional().map(job -> job.with(job.progress(), job.message(), refusals(jdbc, id))));
    }

    /**
     * Newest first; the refused items are counted but not listed.
     *
     * @param hidden kinds that are left out
     */
    List<Job> list(@Nullable JobState state, @Nullable String kind, List<String> hidden, int limit) {
        return database.read(jdbc -> jdbc.sql("""
                select %s from job where (cast(:state as text) is null or state = :state)
                    and (cast(:kind as text) is null or kind = :kind) and kind not in (:hidden)
                order by sequence desc limit :limit""".formatted(COLUMNS))
                .param("state", state == null ? null : state.name())
                .param("kind", kind == null ? null : database.text(kind)).param("limit", limit)
                .param("hidden", hidden.isEmpty() ? List.of("") : hidden).query(this::read)
                .list().stream()
                .map(job -> job.with(job.progress(), job.message(),
                        new Refusals(refusalCount(jdbc, job.id()), List.of())))
                .toList());
    }

    long count(String kind, JobState state) {
        return database.read(jdbc -> jdbc.sql("select count(*) from job where state = ? and kind = ?")
                .params(state.name(), kind).query(Long.class).single());
    }

    /** Jobs that were made under keys, in the order of their making; their refused items are left out. */
    List<Job> made(String kind, List<String> keys) {
        return database.read(jdbc -> jdbc.sql("select " + COLUMNS + " from job where id in (select job "
                + "from idempotency_key where kind = :kind and key in (:keys)) order by sequence").param("kind", kind)
                .param("keys", keys).query(this::read).list());
    }

    /** Queued and running jobs in the order in which they were submitted. */
    List<Job> unfinished() {
        return database.read(jdbc -> jdbc
                .sql("select " + COLUMNS + " from job where state in ('QUEUED', 'RUNNING') order by sequence")
                .query(this::read)
                .list());
    }

    /** Cancels a queued job at once; false when it is not queued. */
    boolean cancelQueued(UUID id) {
        return change("""
                update job set state = 'CANCELLED', message = 'cancelled before it started', ended = ?
                where id = ? and state = 'QUEUED'""", now(), id.toString());
    }

    /** Notes the wish, so that a job cancelled right before a crash does not come back; false when it has ended. */
    boolean requestCancel(UUID id) {
        return change("update job set cancel_requested = 1 where id = ? and state = 'RUNNING'", id.toString());
    }

    /** @return false when the job is this process's no longer; then nothing is written */
    boolean progress(JobLease lease, Job.Progress progress, String message, List<RefusedItem> refused) {
        return database.write(jdbc -> {
            boolean isHeld = jdbc.sql("update job set done = ?, total = ?, message = ?" + HELD).param(progress.done())
                    .param(progress.total()).param(database.text(message)).param(lease.job().toString())
                    .param(lease.fence()).update() > 0;
            if (isHeld) {
                refused.forEach(item -> jdbc
                        .sql("insert into job_refusal (job, item, reason) values (?, ?, ?) on conflict do nothing")
                        .params(lease.job().toString(), database.text(item.item()), database.text(item.reason()))
                        .update());
            }
            return isHeld;
        });
    }

    /**
     * Ends a job. May be called again when it is not known whether the first time was kept.
     *
     * @return false when the job is this process's no longer; then nothing is written
     */
    boolean end(JobLease lease, JobState state, String message) {
        String id = lease.job().toString();
        return database.write(jdbc -> jdbc.sql("update job set state = ?, message = ?, ended = ?" + HELD)
                .params(state.name(), database.text(message), now(), id, lease.fence()).update() > 0
                || jdbc.sql("select count(*) from job where id = ? and fence = ? and state = ?")
                        .params(id, lease.fence(), state.name()).query(Long.class).single() > 0);
    }

    Refusals refusals(UUID id) {
        return database.read(jdbc -> refusals(jdbc, id));
    }

    /** Items that a job refused behind the one of that number, {@value #REFUSALS_READ} at most. Only its owner writes them, one after the other, so none comes later with a smaller number. */
    List<JobParts.Refused> refused(UUID id, long after) {
        return database.read(jdbc -> jdbc.sql("""
                select sequence, item, reason from job_refusal where job = ? and sequence > ?
                order by sequence limit %d""".formatted(REFUSALS_READ)).params(id.toString(), after)
                .query((row, n) -> new JobParts.Refused(row.getLong("sequence"),
                        new RefusedItem(row.getString("item"), row.getString("reason"))))
                .list());
    }

    private static long refusalCount(JdbcClient jdbc, UUID id) {
        return jdbc.sql("select count(*) from job_refusal where job = ?").param(id.toString()).query(Long.class)
                .single();
    }

    private static Refusals refusals(JdbcClient jdbc, UUID id) {
        List<RefusedItem> first = jdbc
                .sql("select item, reason from job_refusal where job = ? order by sequence limit ?")
                .params(id.toString(), Refusals.LISTED)
                .query((row, n) -> new RefusedItem(row.getString("item"), row.getString("reason"))).list();
        return first.size() < Refusals.LISTED
                ? new Refusals(first.size(), first)
                : new Refusals(refusalCount(jdbc, id), first);
    }

    private boolean change(String sql, Object... parameters) {
        return database.write(jdbc -> jdbc.sql(sql).params(parameters).update()) > 0;
    }

    Job read(ResultSet row, int number) throws SQLException {
        Job.Progress progress = new Job.Progress(row.getLong("done"), nullableLong(row, "total"), null, null);
        return new Job(UUID.fromString(row.getString("id")), row.getString("kind"),
                JobState.valueOf(row.getString("state")), json.readValue(row.getString("parameters"), PARAMETERS),
                progress, row.getString("message"), Refusals.NONE, Instant.ofEpochMilli(row.getLong("created")),
                instant(row, "started"), instant(row, "ended"));
    }

    private static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Long millis = nullableLong(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    static long now() {
        return System.currentTimeMillis();
    }
}
