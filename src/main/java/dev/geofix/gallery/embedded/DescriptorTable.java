package dev.geofix.gallery.embedded;

import dev.geofix.gallery.Checksum;
import dev.geofix.gallery.ContentHash;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.inference.ModelVersion;
import dev.geofix.vectorindex.Int8Vector;
import dev.geofix.vectorindex.VectorSource;
import java.util.Arrays;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Descriptors in the database, by tile and model. Writes are called within a write transaction. */
@Repository
@ConditionalOnProperty(name = "geofix.store", havingValue = "embedded", matchIfMissing = true)
class DescriptorTable {
    private static final Logger log = LoggerFactory.getLogger(DescriptorTable.class);

    private final JdbcClient jdbc;

    DescriptorTable(JdbcClient jdbc) {
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

    /** The descriptors that one model has made of a gallery, for its index. One that is damaged is told in the log and left out. */
    VectorSource source(StoredGallery stored, ModelVersion model, int dimension) {
        return new VectorSource() {
            @Override
            public Keys keys() {
                return DescriptorTable.this.keys(stored.id(), model);
            }

            @Override
            public void read(long[] ids, Reader reader) {
                DescriptorTable.this.read(stored, model, dimension, ids, reader);
            }
        };
    }

    /** Reads small rows and an index only. */
    private VectorSource.Keys keys(long gallery, ModelVersion model) {
        LongArrayList ids = new LongArrayList();
        LongArrayList contents = new LongArrayList();
        jdbc.sql("""
                select sequence, content_hash from tile where gallery = ? and exists
                    (select 1 from tile_descriptor d where d.sequence = tile.sequence and model = ?)
                order by sequence""").params(gallery, model.value()).query(row -> {
            ids.add(row.getLong("sequence"));
            contents.add(ContentHash.start(row.getString("content_hash")));
        });
        return new VectorSource.Keys(ids.toArray(), contents.toArray());
    }

    private void read(StoredGallery stored, ModelVersion model, int dimension, long[] ids, VectorSource.Reader reader) {
        jdbc.sql("""
                select tile.sequence, tile, content_hash, descriptor, checksum
                from tile join tile_descriptor on tile_descriptor.sequence = tile.sequence and model = :model
                where tile.sequence in (:ids)""").param("model", model.value())
                .param("ids", Arrays.stream(ids).boxed().toList()).query(row -> {
                    byte[] descriptor = row.getBytes("descriptor");
                    if (descriptor.length == Int8Vector.length(dimension)
                            && Checksum.of(descriptor) == row.getLong("checksum")) {
                        reader.vector(row.getLong("sequence"), ContentHash.start(row.getString("content_hash")),
                                descriptor);
                    } else {
                        log.error(
                                "Tile '{}' of gallery '{}' cannot be found: its descriptor is damaged. Delete it and put it again",
                                row.getString("tile"), stored.gallery().name());
                    }
                });
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
}
