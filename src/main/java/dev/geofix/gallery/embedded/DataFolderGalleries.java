package dev.geofix.gallery.embedded;

import dev.geofix.gallery.Checksum;
import dev.geofix.gallery.CopiedTile;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.vectorindex.Int8Vector;
import dev.geofix.verification.LocalFeatures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The galleries of a data folder as another process reads them beside the service. Each call sees what is committed, and holds nothing up: numbers stand for one content for ever and grow in the order of
 * commits, so pages by number miss nothing that stays. No index is opened, nothing is changed.
 */
public final class DataFolderGalleries {
    private final JdbcClient jdbc;
    private final GalleryTable galleries;
    private final TileTable tiles;

    /** @param jdbc of the folder's database */
    public DataFolderGalleries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        galleries = new GalleryTable(jdbc);
        tiles = new TileTable(jdbc, new DescriptorTable(jdbc), new LocalFeatureTable(jdbc), json);
    }

    /** All of them, by name. */
    public List<StoredGallery> list() {
        return galleries.list();
    }

    /** Tiles after the given number, by number. */
    public List<CopiedTile.Row> after(StoredGallery gallery, long sequence, int limit) {
        return tiles.after(gallery.id(), sequence, limit);
    }

    /** Which of these ids the gallery has, whatever their content. */
    public Set<TileId> present(StoredGallery gallery, Collection<TileId> ids) {
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("select tile from tile where gallery = :gallery and tile in (:ids)")
                        .param("gallery", gallery.id()).param("ids", ids.stream().map(TileId::value).toList())
                        .query((row, n) -> new TileId(row.getString(1))).list());
    }

    /**
     * What was read of tiles. Those that were deleted meanwhile are in no list.
     *
     * @param sound with all that belongs to them; without local features that are damaged
     * @param damaged what of others, or of some of those, is damaged
     */
    public record Contents(List<CopiedTile> sound, List<Damage> damaged) {}

    /** @param problem names the tile and the way out, without a full stop */
    public record Damage(TileId tile, String problem) {}

    /** Reads tiles as the gallery's model has embedded them. */
    public Contents read(StoredGallery gallery, Collection<CopiedTile.Row> rows) {
        Contents contents = new Contents(new ArrayList<>(), new ArrayList<>());
        rows.forEach(row -> jdbc
                .sql("""
                        select descriptor, d.checksum d_sum, media_type, image, i.checksum i_sum, features, f.checksum f_sum
                        from tile left join tile_descriptor d on d.sequence = tile.sequence and d.model = ?
                        left join tile_image i on i.sequence = tile.sequence
                        left join tile_features f on f.sequence = tile.sequence where tile.sequence = ?""")
                .params(gallery.gallery().model().value(), row.sequence())
                .query(found -> {
                    read(gallery, row, found, contents);
                }));
        return contents;
    }

    private static void read(StoredGallery gallery, CopiedTile.Row row, ResultSet found, Contents contents)
            throws SQLException {
        String tile = "tile '" + row.tile().id() + "' of gallery '" + gallery.gallery().name() + "'";
        byte @Nullable [] descriptor = sound(found, "descriptor", "d_sum");
        byte @Nullable [] image = sound(found, "image", "i_sum");
        if (descriptor == null || image == null || descriptor.length != Int8Vector.length(gallery.dimension())) {
            contents.damaged().add(new Damage(row.tile().id(), tile + " is not copied: its "
                    + (image == null ? "picture" : "descriptor by the model " + gallery.gallery().model())
                    + " is missing or damaged. Put it again or delete it, then run this again"));
            return;
        }
        byte @Nullable [] bytes = sound(found, "features", "f_sum");
        LocalFeatures features = bytes == null ? null : LocalFeatureTable.read(bytes);
        if (features == null && found.getBytes("features") != null) {
            contents.damaged().add(new Damage(row.tile().id(), tile + " is copied without its local features: they "
                    + "are damaged. A local-features job finds them anew"));
        }
        contents.sound().add(new CopiedTile(row.sequence(), row.tile(),
                new Tile.Image(found.getString("media_type"), image), descriptor, features));
    }

    /** Null where it is missing or damaged. */
    private static byte @Nullable [] sound(ResultSet row, String column, String checksum) throws SQLException {
        byte @Nullable [] bytes = row.getBytes(column);
        return bytes != null && Checksum.of(bytes) == row.getLong(checksum) ? bytes : null;
    }
}
