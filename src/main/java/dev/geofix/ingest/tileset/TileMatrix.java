package dev.geofix.ingest.tileset;

import dev.geofix.gallery.NewTile;
import dev.geofix.gallery.TileId;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.ingest.source.RefusedItemException;
import java.awt.Dimension;
import java.util.List;
import java.util.Map;

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
record TileMatrix(int zoom, double left, double top, long columns, long rows, double tileWidth, double tileHeight,
        Dimension picture, GroundProjection projection) {

    NewTile tile(String prefix, long column, long row, byte[] image) throws RefusedItemException {
        if (column < 0 || column >= columns || row < 0 || row >= rows) {
            throw new RefusedItemException("zoom " + zoom + " has no such tile: columns go from 0 to " + (columns - 1)
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
        return projection.place(left + column * tileWidth, top - row * tileHeight);
    }
}
