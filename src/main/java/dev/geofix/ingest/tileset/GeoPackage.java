package dev.geofix.ingest.tileset;

import dev.geofix.gallery.NewTile;
import dev.geofix.gallery.TileId;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.ingest.source.RefusedItemException;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.ingest.source.UnusableSourceException;
import java.awt.Dimension;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One layer of a GeoPackage (OGC 12-128r19). Its tiles are named {@code layer-zoom-column-row}, as the layer's matrix counts them. */
record GeoPackage(SqliteFile file, String layer, TileRows rows) implements TileDatabase.Tiles {
    /** What the names of tables may have and those of tiles may not. */
    private static final String UNSAFE = "[/\\\\;%\\p{C}]";

    /** Whether there is the table that every GeoPackage has. */
    static boolean is(SqliteFile file) throws SQLException {
        return file.columns("gpkg_contents").containsAll(List.of("table_name", "data_type"));
    }

    /** @throws UnusableSourceException when it has no such layer of tiles */
    static GeoPackage open(SqliteFile file, SourceOptions options, long maxBytes) throws SQLException {
        options.requireOnly("a GeoPackage", Set.of("zoom", "layer"));
        String layer = choose(layers(file), options.layer());
        return new GeoPackage(file, layer, new TileRows(file, layer, maxBytes));
    }

    @Override
    public TileDatabase.Level level(int zoom) throws SQLException {
        TileMatrix matrix = matrix(zoom);
        String prefix = layer.replaceAll(UNSAFE, "_").strip();
        return new TileDatabase.Level((column, row, image) -> matrix.tile(prefix, column, row, image), "");
    }

    private static List<String> layers(SqliteFile file) throws SQLException {
        List<String> layers = new ArrayList<>();
        try (PreparedStatement statement = file
                .prepare("select table_name from gpkg_contents where data_type = 'tiles' order by table_name");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                layers.add(rows.getString(1));
            }
        }
        return layers;
    }

    /** The wanted layer, or the only one. */
    private static String choose(List<String> layers, @Nullable String wanted) {
        if (layers.isEmpty()) {
            throw new UnusableSourceException("The GeoPackage holds no tiles. Export a raster layer into it.");
        }
        if (wanted == null ? layers.size() == 1 : layers.contains(wanted)) {
            return wanted == null ? layers.getFirst() : wanted;
        }
        throw new UnusableSourceException((wanted == null
                ? "The GeoPackage holds several layers of tiles. Say which as layer: "
                : "The GeoPackage has no layer '" + wanted + "'. Give as layer: ") + String.join(", ", layers) + ".");
    }

    /** @throws UnusableSourceException when the tables do not say where the tiles lie */
    private TileMatrix matrix(int zoom) throws SQLException {
        try (PreparedStatement statement = file.prepare("""
                select s.min_x, s.max_y, m.matrix_width, m.matrix_height, m.tile_width, m.tile_height,
                    m.pixel_x_size, m.pixel_y_size, r.organization, r.organization_coordsys_id
                from gpkg_tile_matrix_set s join gpkg_tile_matrix m on m.table_name = s.table_name
                join gpkg_spatial_ref_sys r on r.srs_id = s.srs_id
                where s.table_name = ? and m.zoom_level = ?""")) {
            statement.setString(1, layer);
            statement.setInt(2, zoom);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next() || !(row.getDouble(7) > 0 && row.getDouble(8) > 0 && row.getInt(5) > 0
                        && row.getInt(6) > 0)) {
                    throw new UnusableSourceException("The GeoPackage does not say where the tiles of layer " + layer
                            + " and zoom " + zoom + " lie (gpkg_tile_matrix_set, gpkg_tile_matrix, "
                            + "gpkg_spatial_ref_sys). Export it again.");
                }
                Dimension picture = new Dimension(row.getInt(5), row.getInt(6));
                return new TileMatrix(zoom, row.getDouble(1), row.getDouble(2), row.getLong(3), row.getLong(4),
                        picture.width * row.getDouble(7), picture.height * row.getDouble(8), picture,
                        MapSystem.of(String.valueOf(row.getString(9)), row.getInt(10)));
            }
        }
    }

    /**
     * One zoom of a GeoPackage's tile table; columns are counted from the west and rows from the north.
     *
     * @param left of the matrix, in map units
     * @param top of the matrix, in map units
     * @param columns tiles from west to east
     * @param rows tiles from north to south
     * @param tileWidth of a tile, map units
     * @param tileHeight of a tile, map units
     * @param picture sides of each tile's picture
     */
    private record TileMatrix(int zoom, double left, double top, long columns, long rows, double tileWidth,
            double tileHeight,
            Dimension picture, MapSystem system) {

        NewTile tile(String prefix, long column, long row, byte[] image) throws RefusedItemException {
            if (column < 0 || column >= columns || row < 0 || row >= rows) {
                throw new RefusedItemException(
                        "zoom " + zoom + " has no such tile: columns go from 0 to " + (columns - 1)
                                + ", rows from 0 to " + (rows - 1));
            }
            TilePicture.check(image, picture);
            try {
                return new NewTile(new TileId(prefix + "-" + zoom + "-" + column + "-" + row),
                        at(column + 0.5, row + 0.5), bounds(column, row), Map.of(), image);
            } catch (IllegalArgumentException e) {
                throw new RefusedItemException("it lies outside the world (" + e.getMessage() + ")");
            }
        }

        private BoundingBox bounds(long column, long row) {
            List<GeoPoint> corners = List.of(at(column, row), at(column + 1, row), at(column, row + 1),
                    at(column + 1, row + 1));
            return new BoundingBox(corners.stream().mapToDouble(GeoPoint::longitude).min().orElseThrow(),
                    corners.stream().mapToDouble(GeoPoint::latitude).min().orElseThrow(),
                    corners.stream().mapToDouble(GeoPoint::longitude).max().orElseThrow(),
                    corners.stream().mapToDouble(GeoPoint::latitude).max().orElseThrow());
        }

        private GeoPoint at(double column, double row) {
            return system.place(left + column * tileWidth, top - row * tileHeight);
        }
    }
}
