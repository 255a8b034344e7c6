package dev.geofix.gallery.source.pyramid;

import dev.geofix.gallery.source.RowScheme;
import dev.geofix.gallery.source.SourceOptions;
import dev.geofix.gallery.source.UnusableSourceException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** An MBTiles file of pictures (specification 1.3): web mercator, rows counted from the south. */
record MbTiles(TileRows rows, RowScheme scheme) implements TileDatabase.Tiles {
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
        TileFormat.requirePictures(format(file));
        return new MbTiles(new TileRows(file, TABLE, maxBytes),
                Objects.requireNonNullElse(options.scheme(), RowScheme.TMS));
    }

    @Override
    public TileRows.Maker maker(int zoom) {
        return (column, row, image) -> {
            TilePicture.check(image, null);
            return TileAddress.tile(TileAddress.of(scheme, zoom, column, row), image);
        };
    }

    /** What the metadata say; empty when they say nothing. */
    private static String format(SqliteFile file) throws SQLException {
        if (!file.columns("metadata").containsAll(List.of("name", "value"))) {
            return "";
        }
        try (PreparedStatement statement = file.prepare("select value from metadata where name = 'format'");
                ResultSet found = statement.executeQuery()) {
            return found.next() ? Objects.requireNonNullElse(found.getString(1), "") : "";
        }
    }
}
