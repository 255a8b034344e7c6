package dev.geofix.gallery;

import dev.geofix.verification.LocalFeatures;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Local features of tiles in the database. Writes are called within a write transaction. */
@Repository
public class LocalFeatureStore {
    private static final Logger log = LoggerFactory.getLogger(LocalFeatureStore.class);

    private final JdbcClient jdbc;
    /** Tiles whose damage is in the log already. */
    private final Set<Long> damaged = ConcurrentHashMap.newKeySet();

    LocalFeatureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether they are new: not when the tile has gone, or has some */
    public boolean put(long sequence, LocalFeatures features) {
        byte[] bytes = features.toBytes();
        return jdbc.sql("""
                insert or ignore into tile_features (sequence, gallery, features, checksum)
                select sequence, gallery, :features, :checksum from tile where sequence = :sequence""")
                .param("sequence", sequence).param("features", bytes).param("checksum", Checksum.of(bytes))
                .update() > 0;
    }

    /** Of those tiles that have some, as long as they show what they did. What is damaged is told in the log and left out. */
    Map<TileId, LocalFeatures> find(long gallery, Collection<Tile> tiles) {
        Map<TileId, LocalFeatures> found = new HashMap<>();
        if (tiles.isEmpty()) {
            return found;
        }
        Map<String, Tile> wanted = tiles.stream()
                .collect(Collectors.toMap(tile -> tile.id().value(), Function.identity(), (one, same) -> one));
        jdbc.sql("""
                select tile.sequence, tile, content_hash, features, checksum
                from tile join tile_features using (sequence) where tile.gallery = :gallery and tile in (:tiles)""")
                .param("gallery", gallery).param("tiles", wanted.keySet()).query(row -> {
                    Tile tile = wanted.get(row.getString("tile"));
                    if (tile == null || !tile.contentHash().equals(row.getString("content_hash"))) {
                        return;
                    }
                    LocalFeatures features = sound(row.getBytes("features"), row.getLong("checksum"));
                    if (features != null) {
                        found.put(tile.id(), features);
                    } else if (damaged.add(row.getLong("sequence"))) {
                        log.error(
                                "Tile '{}' is not looked at closely: its local features are damaged. Delete it and put it again",
                                tile.id());
                    }
                });
        return found;
    }

    private static @Nullable LocalFeatures sound(byte[] bytes, long checksum) {
        try {
            return Checksum.of(bytes) == checksum ? LocalFeatures.of(bytes) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
