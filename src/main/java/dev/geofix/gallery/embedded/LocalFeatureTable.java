package dev.geofix.gallery.embedded;

import dev.geofix.gallery.Checksum;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileLinks;
import dev.geofix.verification.LocalFeatures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Local features of tiles in the database. Writes are called within a write transaction. */
@Repository
@ConditionalOnProperty(name = "geofix.store", havingValue = "embedded", matchIfMissing = true)
class LocalFeatureTable {
    private static final Logger log = LoggerFactory.getLogger(LocalFeatureTable.class);

    private final JdbcClient jdbc;
    /** Galleries of the tiles whose damage was met and is in the log, by the tiles' sequence numbers. */
    private final Map<Long, Long> damaged = new ConcurrentHashMap<>();

    LocalFeatureTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether they are new: not when the tile has gone, or has some */
    boolean put(long sequence, LocalFeatures features) {
        byte[] bytes = features.toBytes();
        return jdbc.sql("""
                insert or ignore into tile_features (sequence, gallery, features, checksum)
                select sequence, gallery, :features, :checksum from tile where sequence = :sequence""")
                .param("sequence", sequence).param("features", bytes).param("checksum", Checksum.of(bytes))
                .update() > 0;
    }

    /** Of those tiles that have some, as long as they show what they did. What is damaged is told in the log and left out. */
    Map<TileId, LocalFeatures> find(StoredGallery stored, Collection<Tile> tiles) {
        Map<TileId, LocalFeatures> found = new HashMap<>();
        if (tiles.isEmpty()) {
            return found;
        }
        Map<String, Tile> wanted = tiles.stream()
                .collect(Collectors.toMap(tile -> tile.id().value(), Function.identity(), (one, same) -> one));
        jdbc.sql("""
                select tile.sequence, tile, content_hash, features, checksum
                from tile join tile_features using (sequence) where tile.gallery = :gallery and tile in (:tiles)""")
                .param("gallery", stored.id()).param("tiles", wanted.keySet()).query(row -> {
                    Tile tile = wanted.get(row.getString("tile"));
                    if (tile == null || !tile.contentHash().equals(row.getString("content_hash"))) {
                        return;
                    }
                    LocalFeatures features = sound(row.getBytes("features"), row.getLong("checksum"));
                    if (features != null) {
                        found.put(tile.id(), features);
                    } else if (damaged.put(row.getLong("sequence"), stored.id()) == null) {
                        log.error(
                                "Tile '{}' is not looked at closely: its local features are damaged. POST {} finds them anew",
                                tile.id(), TileLinks.path(stored.gallery().name(), "local-features"));
                    }
                });
        return found;
    }

    /** Whether one that cannot be read was met in the gallery since the service has started, and is still there. */
    boolean hasMetDamage(long gallery) {
        return damaged.containsValue(gallery);
    }

    /** Sequence numbers of the gallery's tiles after the given one that have some, in order. */
    List<Long> tiles(long gallery, long after, int limit) {
        return jdbc
                .sql("select sequence from tile_features where gallery = ? and sequence > ? order by sequence limit ?")
                .params(gallery, after, limit).query((row, n) -> row.getLong(1)).list();
    }

    /** Those of the tiles whose local features cannot be read. */
    List<Long> damaged(List<Long> sequences) {
        List<Long> found = new ArrayList<>();
        jdbc.sql("select sequence, features, checksum from tile_features where sequence in (:sequences)")
                .param("sequences", sequences).query(row -> {
                    if (sound(row.getBytes("features"), row.getLong("checksum")) == null) {
                        found.add(row.getLong("sequence"));
                    }
                });
        return found;
    }

    void delete(List<Long> sequences) {
        jdbc.sql("delete from tile_features where sequence in (:sequences)").param("sequences", sequences).update();
        sequences.forEach(damaged::remove);
    }

    private static @Nullable LocalFeatures sound(byte[] bytes, long checksum) {
        return Checksum.of(bytes) == checksum ? read(bytes) : null;
    }

    /** Null where these are none. */
    static @Nullable LocalFeatures read(byte[] bytes) {
        try {
            return LocalFeatures.of(bytes);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
