package dev.geofix.gallery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Remembers for a month which tiles callers have deleted: longer than any import goes on. */
@Repository
class DeletionStore {
    private static final Duration KEPT = Duration.ofDays(31);

    private final JdbcClient jdbc;

    DeletionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Called in the transaction that deletes the tile. */
    void add(long gallery, TileId tile) {
        jdbc.sql("insert or replace into tile_deletion (gallery, tile, at) values (?, ?, ?)")
                .params(gallery, tile.value(), System.currentTimeMillis()).update();
    }

    /** Forgets what is too old to matter. Looks at every row of the gallery, so it is not for the single deletion. */
    void prune(long gallery) {
        jdbc.sql("delete from tile_deletion where gallery = ? and at < ?")
                .params(gallery, System.currentTimeMillis() - KEPT.toMillis()).update();
    }

    Set<TileId> since(long gallery, Instant time) {
        return new HashSet<>(jdbc.sql("select tile from tile_deletion where gallery = ? and at >= ?")
                .params(gallery, time.toEpochMilli()).query((row, n) -> new TileId(row.getString(1))).list());
    }
}
