package dev.geofix.gallery;

import dev.geofix.geo.GeoPoint;
import dev.geofix.index.Int8Vector;
import dev.geofix.model.ModelVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Descriptors in the database, by tile and model. Writes are called within a write transaction. */
@Repository
class DescriptorStore {
    private static final Logger LOG = LoggerFactory.getLogger(DescriptorStore.class);

    private final JdbcClient jdbc;

    DescriptorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether it is kept now: not when the tile has gone */
    boolean put(long sequence, ModelVersion model, byte[] compact) {
        return jdbc.sql("""
                insert into tile_descriptor (sequence, model, descriptor, checksum)
                select :sequence, :model, :descriptor, :checksum
                where exists (select 1 from tile where sequence = :sequence)""").param("sequence", sequence)
                .param("model", model.value()).param("descriptor", compact).param("checksum", Checksum.of(compact))
                .update() > 0;
    }

    /** Calls back for every tile of the gallery that has a descriptor of the model. One that is damaged is told in the log and left out. */
    void forEach(StoredGallery stored, ModelVersion model, int dimension, Reader reader) {
        jdbc.sql("""
                select tile.sequence, tile, latitude, longitude, descriptor, checksum
                from tile join tile_descriptor on tile_descriptor.sequence = tile.sequence and model = ?
                where gallery = ?""").params(model.value(), stored.id()).query(row -> {
            float[] descriptor = decode(stored, dimension, row);
            if (descriptor != null) {
                reader.read(row.getLong("sequence"),
                        new GeoPoint(row.getDouble("latitude"), row.getDouble("longitude")), descriptor);
            }
        });
    }

    /** Tiles after the given one that have no descriptor of the model, with their pictures, by sequence number. */
    List<KeptTile> lacking(long gallery, ModelVersion model, long after, int limit) {
        return jdbc.sql("""
                select tile.sequence, tile, image, checksum from tile left join tile_image using (sequence)
                where gallery = ? and tile.sequence > ? and not exists
                    (select 1 from tile_descriptor d where d.sequence = tile.sequence and model = ?)
                order by tile.sequence limit ?""").params(gallery, after, model.value(), limit)
                .query((row, n) -> new KeptTile(row.getLong("sequence"), new TileId(row.getString("tile")),
                        row.getBytes("image"), row.getLong("checksum")))
                .list();
    }

    long count(long gallery, ModelVersion model) {
        return jdbc
                .sql("select count(*) from tile join tile_descriptor using (sequence) where gallery = ? and model = ?")
                .params(gallery, model.value()).query(Long.class).single();
    }

    /** @return how many descriptors of other models went, {@code limit} at most */
    int deleteOthers(long gallery, ModelVersion model, int limit) {
        return jdbc.sql("""
                delete from tile_descriptor where rowid in
                    (select d.rowid from tile_descriptor d join tile using (sequence)
                    where gallery = ? and model <> ? limit ?)""").params(gallery, model.value(), limit).update();
    }

    private static float @Nullable [] decode(StoredGallery stored, int dimension, ResultSet row) throws SQLException {
        byte[] descriptor = row.getBytes("descriptor");
        if (descriptor.length == Int8Vector.length(dimension)
                && Checksum.of(descriptor) == row.getLong("checksum")) {
            return Int8Vector.decode(descriptor, dimension);
        }
        LOG.error("Tile '{}' of gallery '{}' cannot be found: its descriptor is damaged. Delete it and put it again",
                row.getString("tile"), stored.gallery().name());
        return null;
    }

    /** @param image null when it is missing */
    record KeptTile(long sequence, TileId id, byte @Nullable [] image, long checksum) {
        boolean isSound() {
            return image != null && Checksum.of(image) == checksum;
        }
    }

    @FunctionalInterface
    interface Reader {
        void read(long sequence, GeoPoint center, float[] descriptor);
    }
}
