package dev.geofix.gallery.embedded;

import dev.geofix.gallery.Gallery;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.inference.Encoder;
import dev.geofix.inference.ModelVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Galleries in the database. Writes are called within a write transaction. */
@Repository
@ConditionalOnProperty(name = "geofix.store", havingValue = "embedded", matchIfMissing = true)
class GalleryTable {
    private final JdbcClient jdbc;

    GalleryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<StoredGallery> find(GalleryName name) {
        return jdbc.sql("select * from gallery where name = ?").param(name.value()).query(GalleryTable::read)
                .optional();
    }

    List<StoredGallery> list() {
        return jdbc.sql("select * from gallery order by name").query(GalleryTable::read).list();
    }

    void create(GalleryName name, String description, boolean localFeatures, Encoder encoder) {
        jdbc.sql("""
                insert into gallery (name, description, local_features, model, dimension, created)
                values (?, ?, ?, ?, ?, ?)""").params(name.value(), description, localFeatures,
                encoder.version().value(), encoder.dimension(), System.currentTimeMillis()).update();
    }

    /** What is null stays as it is. */
    void change(long gallery, @Nullable String description, @Nullable Boolean localFeatures) {
        jdbc.sql("""
                update gallery set description = coalesce(:description, description),
                local_features = coalesce(:features, local_features) where id = :id""")
                .param("description", description).param("features", localFeatures).param("id", gallery).update();
    }

    /**
     * The gallery answers with another model from now on.
     *
     * @return false when it has gone
     */
    boolean reindexed(long gallery, ModelVersion model, int dimension) {
        return jdbc.sql("update gallery set model = ?, dimension = ? where id = ?")
                .params(model.value(), dimension, gallery).update() > 0;
    }

    void delete(long gallery) {
        jdbc.sql("delete from gallery where id = ?").param(gallery).update();
    }

    private static StoredGallery read(ResultSet row, int number) throws SQLException {
        return new StoredGallery(row.getLong("id"), row.getInt("dimension"),
                new Gallery(new GalleryName(row.getString("name")), row.getString("description"),
                        new ModelVersion(row.getString("model")), row.getLong("tiles"),
                        row.getBoolean("local_features"), row.getLong("tiles_with_features"),
                        Instant.ofEpochMilli(row.getLong("created"))));
    }
}
