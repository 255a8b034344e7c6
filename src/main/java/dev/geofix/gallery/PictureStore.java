package dev.geofix.gallery;

import dev.geofix.inference.ModelVersion;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Pictures of tiles in the database, of those that something is still to be made of. */
@Repository
public class PictureStore {
    private final JdbcClient jdbc;

    PictureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Tiles after the given one that have no descriptor of the model, with their pictures, by sequence number. */
    public List<StoredPicture> withoutDescriptor(long gallery, ModelVersion model, long after, int limit) {
        return without("tile_descriptor d where d.sequence = tile.sequence and model = :model", gallery, after, limit,
                Map.of("model", model.value()));
    }

    /** The same for those that have no local features. */
    public List<StoredPicture> withoutFeatures(long gallery, long after, int limit) {
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
                .query((row, n) -> new StoredPicture(row.getLong("sequence"), new TileId(row.getString("tile")),
                        ContentHash.start(row.getString("content_hash")), row.getBytes("image"),
                        row.getLong("checksum")))
                .list();
    }
}
