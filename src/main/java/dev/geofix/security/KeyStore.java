package dev.geofix.security;

import dev.geofix.platform.storage.OperationsDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The keys in the database; used by the service and by the command beside it. Revoked ones stay, so that it is known whose they were. */
@Repository
class KeyStore {
    private final OperationsDatabase database;

    KeyStore(OperationsDatabase database) {
        this.database = database;
    }

    /** Oldest first. */
    List<KnownKey> list() {
        return database.read(KeyStore::all);
    }

    static List<KnownKey> all(JdbcClient jdbc) {
        return jdbc
                .sql("select id, name, role, hash, created, expires, revoked, last_used from api_key order by created, id")
                .query(KeyStore::read).list();
    }

    /**
     * Adds keys with all that is known of them, where neither id nor name is taken, and revokes those that are revoked by now.
     *
     * @return how many were added
     */
    int copy(List<KnownKey> keys) {
        return database.write(jdbc -> {
            // First, since the name of a revoked one may have been given again.
            keys.stream().filter(key -> key.revoked() != null)
                    .forEach(key -> jdbc
                            .sql("update api_key set revoked = ? where id = ? and hash = ? and revoked is null")
                            .param(millis(key.revoked())).param(key.id()).param(key.hash()).update());
            return keys.stream().mapToInt(key -> jdbc.sql("""
                    insert into api_key (id, name, role, hash, created, expires, revoked, last_used)
                    values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""").param(key.id()).param(key.name())
                    .param(key.role().label()).param(key.hash()).param(millis(key.created()))
                    .param(millis(key.expires())).param(millis(key.revoked())).param(millis(key.lastUsed()))
                    .update()).sum();
        });
    }

    void add(KnownKey key) {
        database.write(jdbc -> jdbc
                .sql("insert into api_key (id, name, role, hash, created, expires) values (?, ?, ?, ?, ?, ?)")
                .param(key.id()).param(key.name()).param(key.role().label()).param(key.hash())
                .param(millis(key.created())).param(millis(key.expires())).update());
    }

    void revoke(String id, Instant at) {
        database.write(jdbc -> jdbc.sql("update api_key set revoked = ? where id = ? and revoked is null")
                .params(at.toEpochMilli(), id).update());
    }

    /** @param uses when each key was last used, by its id */
    void used(Map<String, Instant> uses) {
        database.write(jdbc -> {
            // In one order, so that processes which write the same keys do not wait for each other in a circle.
            new TreeMap<>(uses).forEach((id, at) -> jdbc
                    .sql("update api_key set last_used = ? where id = ? and coalesce(last_used, 0) < ?")
                    .params(at.toEpochMilli(), id, at.toEpochMilli()).update());
            return uses.size();
        });
    }

    private static KnownKey read(ResultSet row, int number) throws SQLException {
        return new KnownKey(row.getString("id"), row.getString("name"), Role.of(row.getString("role")),
                row.getBytes("hash"), instant(row, "created"), instant(row, "expires"), instant(row, "revoked"),
                instant(row, "last_used"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
