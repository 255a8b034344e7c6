package dev.geofix.ingest.tileset;

import dev.geofix.ingest.source.RowScheme;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.ingest.source.UnusableSourceException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An MBTiles file of pictures (specification 1.3): web mercator, rows counted from the south. Many programs count them from the north;
 * {@link SchemeChoice} tells.
 *
 * @param wanted scheme that was asked for
 */
record MbTiles(SqliteFile file, TileRows rows, @Nullable RowScheme wanted) implements TileDatabase.Tiles {
    private static final String TABLE = "tiles";
    private static final List<String> COLUMNS = List.of("zoom_level", "tile_column", "tile_row", "tile_data");

    /** @throws UnusableSourceException when there is no such table, or it holds vectors */
    static MbTiles open(SqliteFile file, SourceOptions options, long maxBytes) throws SQLException {
        if (!file.columns(TABLE).containsAll(COLUMNS)) {
            throw new UnusableSourceException(
                    "This SQLite file is neither an MBTiles file nor a GeoPackage: it has no table " + TABLE
                            + " with the columns " + String.join(", ", COLUMNS) + ".");
        }
        options.requireOnly("an MBTiles file", Set.of("zoom", "scheme"));
        TileRows rows = new TileRows(file, TABLE, maxBytes);
        rows.sample().requirePictures(metadata(file, "format"));
        return new MbTiles(file, rows, options.scheme());
    }

    @Override
    public TileDatabase.Level level(int zoom) throws SQLException {
        SchemeChoice choice = wanted == null ? choice(zoom) : new SchemeChoice(wanted, "");
        return new TileDatabase.Level((column, row, image) -> {
            TilePicture.check(image, null);
            return TileAddress.tile(TileAddress.of(choice.scheme(), zoom, column, row), image);
        }, choice.remark());
    }

    /** Where scheme xyz is stated, against the specification, it takes bounds to tell whether that is so. */
    private SchemeChoice choice(int zoom) throws SQLException {
        RowScheme stated = metadata(file, "scheme").strip().equalsIgnoreCase("xyz") ? null : RowScheme.TMS;
        List<StatedBounds> bounds = List.of(StatedBounds.of(metadata(file, "bounds")));
        return SchemeChoice.of(stated, bounds, zoom, visitor -> rows.places(zoom, visitor));
    }

    /** What the metadata say; empty when they say nothing. */
    private static String metadata(SqliteFile file, String name) throws SQLException {
        if (!file.columns("metadata").containsAll(List.of("name", "value"))) {
            return "";
        }
        try (PreparedStatement statement = file.prepare("select value from metadata where name = ?")) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? Objects.requireNonNullElse(found.getString(1), "") : "";
            }
        }
    }
}
