package dev.geofix.gallery.embedded;

import dev.geofix.gallery.Checksum;
import dev.geofix.gallery.ContentHash;
import dev.geofix.gallery.CopiedTile;
import dev.geofix.gallery.EmbeddedTile;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileRenewal.StoredPicture;
import dev.geofix.gallery.search.AttributeSets;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.inference.ModelVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tiles in the database: their rows, pictures and attributes, and which of them callers have deleted. Writes are called within a write transaction.
 */
@Repository
@ConditionalOnProperty(name = "geofix.store", havingValue = "embedded", matchIfMissing = true)
class TileTable {
    private static final TypeReference<Map<String, Object>> ATTRIBUTES = new TypeReference<>() {
    };

    /** Deletions are remembered for so long: longer than any import goes on. */
    private static final Duration DELETIONS_KEPT = Duration.ofDays(31);

    private final JdbcClient jdbc;
    private final DescriptorTable descriptors;
    private final LocalFeatureTable features;
    private final JsonMapper json;

    TileTable(JdbcClient jdbc, DescriptorTable descriptors, LocalFeatureTable features, JsonMapper json) {
        this.jdbc = jdbc;
        this.descriptors = descriptors;
        this.features = features;
        this.json = json;
    }

    Optional<StoredTile> find(long gallery, TileId id) {
        return jdbc.sql("select * from tile where gallery = ? and tile = ?").params(gallery, id.value())
                .query(this::read).optional();
    }

    List<StoredTile> find(Collection<Long> sequences) {
        return sequences.isEmpty()
                ? List.of()
                : jdbc.sql("select * from tile where sequence in (:sequences)").param("sequences", sequences)
                        .query(this::read).list();
    }

    /** Tiles whose centre lies in the box, by id, after the given one. */
    List<Tile> list(long gallery, @Nullable BoundingBox box, @Nullable TileId after, int limit) {
        String inBox = box == null ? "" : """
                and latitude between :south and :north
                and (longitude >= :west %s longitude <= :east)
                """.formatted(box.crossesDateLine() ? "or" : "and");
        JdbcClient.StatementSpec query = jdbc
                .sql("select * from tile where gallery = :gallery and tile > :after " + inBox
                        + "order by tile limit :limit")
                .param("gallery", gallery).param("after", after == null ? "" : after.value()).param("limit", limit);
        if (box != null) {
            query = query.param("west", box.west()).param("south", box.south()).param("east", box.east())
                    .param("north", box.north());
        }
        return query.query(this::read).list().stream().map(StoredTile::tile).toList();
    }

    /** Tiles after the given one, by sequence number. */
    List<CopiedTile.Row> after(long gallery, long sequence, int limit) {
        return jdbc.sql("""
                select tile.*, exists (select 1 from tile_features f where f.sequence = tile.sequence) has_features
                from tile where +gallery = ? and sequence > ? order by sequence limit ?""")
                .params(gallery, sequence, limit).query((row, n) -> {
                    StoredTile tile = read(row, n);
                    return new CopiedTile.Row(tile.sequence(), tile.tile(), row.getBoolean("has_features"));
                }).list();
    }

    void forEachCenter(long gallery, BiConsumer<Long, GeoPoint> reader) {
        jdbc.sql("select sequence, latitude, longitude from tile where gallery = ?").param(gallery)
                .query(row -> {
                    reader.accept(row.getLong("sequence"),
                            new GeoPoint(row.getDouble("latitude"), row.getDouble("longitude")));
                });
    }

    /** Attributes as filters ask for them; triggers keep them in line with the tiles. */
    AttributeSets attributes(long gallery) {
        return new AttributeSets((filter, after, sink) -> jdbc.sql("""
                select sequence from tile_attribute
                where gallery = ? and name = ? and value in (?, ?) and sequence > ?""")
                .params(gallery, filter.name(), filter.value(), filter.numberOrText(), after).query(row -> {
                    sink.accept(row.getLong(1));
                }));
    }

    Optional<Tile.Image> image(long sequence) {
        return jdbc.sql("select media_type, image from tile_image where sequence = ?").param(sequence)
                .query((row, n) -> new Tile.Image(row.getString("media_type"), row.getBytes("image"))).optional();
    }

    /** Tiles after the given one that have no descriptor of the model, with their pictures, by sequence number. */
    List<StoredPicture> withoutDescriptor(long gallery, ModelVersion model, long after, int limit) {
        return without("tile_descriptor d where d.sequence = tile.sequence and model = :model", gallery, after, limit,
                Map.of("model", model.value()));
    }

    /** The same for those that have no local features. */
    List<StoredPicture> withoutFeatures(long gallery, long after, int limit) {
        return without("tile_features f where f.sequence = tile.sequence", gallery, after, limit, Map.of());
    }

    private List<StoredPicture> without(String made, long gallery, long after, int limit, Map<String, ?> parameters) {
        return jdbc
                .sql("""
                        select tile.sequence, tile, content_hash, image, checksum from tile left join tile_image using (sequence)
                        where gallery = :gallery and tile.sequence > :after and not exists (select 1 from %s)
                        order by tile.sequence limit :limit"""
                        .formatted(made))
                .param("gallery", gallery).param("after", after).param("limit", limit).params(parameters)
                .query((row, n) -> {
                    byte[] image = row.getBytes("image");
                    boolean sound = image != null && Checksum.of(image) == row.getLong("checksum");
                    return new StoredPicture(row.getLong("sequence"), new TileId(row.getString("tile")),
                            ContentHash.start(row.getString("content_hash")), sound ? image : null);
                }).list();
    }

    /**
     * @param compact its descriptor
     * @return the new tile's sequence number
     */
    long insert(long gallery, EmbeddedTile embedded, byte[] compact) {
        Tile tile = embedded.tile();
        long sequence = jdbc
                .sql("""
                        insert into tile (gallery, tile, latitude, longitude, west, south, east, north, attributes, content_hash)
                        values (:gallery, :tile, :latitude, :longitude, :west, :south, :east, :north, :attributes, :hash)
                        returning sequence""")
                .param("gallery", gallery).param("tile", tile.id().value())
                .params(place(tile)).param("hash", tile.contentHash()).query(Long.class).single();
        descriptors.put(sequence, embedded.model(), compact);
        jdbc.sql("insert into tile_image (sequence, media_type, image, checksum) values (?, ?, ?, ?)")
                .params(sequence, embedded.image().mediaType(), embedded.image().bytes(),
                        Checksum.of(embedded.image().bytes()))
                .update();
        if (embedded.features() != null) {
            features.put(sequence, embedded.features());
        }
        return sequence;
    }

    /** Everything about the tile but its content. */
    void describe(long sequence, Tile tile) {
        jdbc.sql(
                """
                        update tile set latitude = :latitude, longitude = :longitude, west = :west, south = :south, east = :east,
                        north = :north, attributes = :attributes where sequence = :sequence""")
                .params(place(tile))
                .param("sequence", sequence).update();
    }

    /** @return the sequence number that the tile had */
    Optional<Long> delete(long gallery, TileId id) {
        return jdbc.sql("delete from tile where gallery = ? and tile = ? returning sequence")
                .params(gallery, id.value()).query(Long.class).optional();
    }

    /** Called in the transaction that deletes the tile. */
    void rememberDeletion(long gallery, TileId tile) {
        jdbc.sql("insert or replace into tile_deletion (gallery, tile, at) values (?, ?, ?)")
                .params(gallery, tile.value(), System.currentTimeMillis()).update();
    }

    /** Forgets deletions that are too old to matter. Looks at every one of the gallery, so it is not for the single deletion. */
    void pruneDeletions(long gallery) {
        jdbc.sql("delete from tile_deletion where gallery = ? and at < ?")
                .params(gallery, System.currentTimeMillis() - DELETIONS_KEPT.toMillis()).update();
    }

    Set<TileId> deletedSince(long gallery, Instant time) {
        return new HashSet<>(jdbc.sql("select tile from tile_deletion where gallery = ? and at >= ?")
                .params(gallery, time.toEpochMilli()).query((row, n) -> new TileId(row.getString(1))).list());
    }

    private Map<String, @Nullable Object> place(Tile tile) {
        BoundingBox bounds = tile.bounds();
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("latitude", tile.center().latitude());
        values.put("longitude", tile.center().longitude());
        values.put("west", bounds == null ? null : bounds.west());
        values.put("south", bounds == null ? null : bounds.south());
        values.put("east", bounds == null ? null : bounds.east());
        values.put("north", bounds == null ? null : bounds.north());
        values.put("attributes", json.writeValueAsString(tile.attributes()));
        return values;
    }

    private StoredTile read(ResultSet row, int number) throws SQLException {
        double west = row.getDouble("west");
        BoundingBox bounds = row.wasNull()
                ? null
                : new BoundingBox(west, row.getDouble("south"), row.getDouble("east"), row.getDouble("north"));
        return new StoredTile(row.getLong("sequence"), new Tile(new TileId(row.getString("tile")),
                new GeoPoint(row.getDouble("latitude"), row.getDouble("longitude")), bounds,
                json.readValue(row.getString("attributes"), ATTRIBUTES), row.getString("content_hash")));
    }

    /** A tile and its sequence number, which stands for this content for ever. */
    record StoredTile(long sequence, Tile tile) {}
}
