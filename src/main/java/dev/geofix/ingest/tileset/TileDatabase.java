package dev.geofix.ingest.tileset;

import dev.geofix.ingest.source.Shard;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.ingest.source.TileSource;
import dev.geofix.ingest.source.UnusableSourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.SortedSet;

/** Tiles of one zoom in a SQLite file: MBTiles or GeoPackage. */
public final class TileDatabase implements TileSource {
    private final SqliteFile file;
    private final TileRows rows;
    private final ZoomChoice choice;
    private final Level level;

    /** A file's tiles before their zoom is chosen. */
    interface Tiles {
        TileRows rows();

        /** @throws UnusableSourceException when it does not show where the tiles of the zoom lie */
        Level level(int zoom) throws SQLException;
    }

    /**
     * The tiles of a zoom.
     *
     * @param maker makes them of rows
     * @param remark what was decided about them and somebody may want to know; empty if nothing was
     */
    record Level(TileRows.Maker maker, String remark) {}

    private TileDatabase(SqliteFile file, SourceOptions options, long maxBytes) throws SQLException {
        this.file = file;
        Tiles tiles = GeoPackage.is(file)
                ? GeoPackage.open(file, options, maxBytes)
                : MbTiles.open(file, options, maxBytes);
        rows = tiles.rows();
        SortedSet<Integer> zooms = rows.zooms();
        if (zooms.isEmpty()) {
            throw new UnusableSourceException("The file holds no tile. Export it again.");
        }
        choice = ZoomChoice.of(zooms, options.zoom());
        level = tiles.level(choice.zoom());
    }

    /**
     * @param path of a SQLite file
     * @param maxBytes a longer image is refused
     * @throws UnusableSourceException when it holds no pictures of known place, or not the wanted ones
     */
    public static TileDatabase open(Path path, SourceOptions options, long maxBytes) throws IOException {
        SqliteFile file = SqliteFile.open(path);
        try {
            return new TileDatabase(file, options, maxBytes);
        } catch (SQLException e) {
            file.close();
            throw file.unreadable(e);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public OptionalLong total() {
        try {
            return OptionalLong.of(rows.count(choice.zoom()));
        } catch (SQLException e) {
            throw file.unreadable(e);
        }
    }

    @Override
    public String remark() {
        return choice.remarkWith(level.remark());
    }

    @Override
    public void read(Shard shard, Sink sink) {
        try {
            rows.read(choice.zoom(), shard, level.maker(), sink);
        } catch (SQLException e) {
            throw file.unreadable(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
