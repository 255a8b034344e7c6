package dev.geofix.ingest.tileset;

import dev.geofix.gallery.NewTile;
import dev.geofix.geo.MapTile;
import dev.geofix.ingest.source.RefusedItemException;
import dev.geofix.ingest.source.Shard;
import dev.geofix.ingest.source.TileSource.Sink;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedSet;
import java.util.TreeSet;

/** A table of tiles as MBTiles and GeoPackages have it: zoom_level, tile_column, tile_row, tile_data. */
final class TileRows {
    private static final String IN_SHARD = "geofix_in_shard";

    private final SqliteFile file;
    private final String table;
    private final long maxBytes;

    /** Makes a tile of a row's picture, or refuses it. */
    @FunctionalInterface
    interface Maker {
        NewTile make(long column, long row, byte[] image) throws RefusedItemException;
    }

    /** @param maxBytes a longer image is refused before it is read */
    TileRows(SqliteFile file, String table, long maxBytes) {
        this.file = file;
        this.table = "\"" + table.replace("\"", "\"\"") + "\"";
        this.maxBytes = maxBytes;
    }

    SortedSet<Integer> zooms() throws SQLException {
        SortedSet<Integer> zooms = new TreeSet<>();
        try (PreparedStatement statement = file.prepare("select distinct zoom_level from " + table);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                if (rows.getObject(1) instanceof Integer zoom && zoom >= 0 && zoom <= MapTile.DEEPEST_ZOOM) {
                    zooms.add(zoom);
                }
            }
        }
        return zooms;
    }

    long count(int zoom) throws SQLException {
        try (PreparedStatement statement = file.prepare("select count(*) from " + table + " where zoom_level = ?")) {
            statement.setInt(1, zoom);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.getLong(1);
            }
        }
    }

    /** What the first rows hold, whatever their zoom. */
    TilePicture.Sample sample() throws SQLException {
        TilePicture.Sample sample = new TilePicture.Sample();
        try (PreparedStatement statement = file.prepare("select tile_data from " + table
                + " where typeof(tile_data) = 'blob' and length(tile_data) <= ?")) {
            statement.setLong(1, maxBytes);
            try (ResultSet rows = statement.executeQuery()) {
                while (!sample.isKnown() && rows.next()) {
                    sample.see(rows.getBytes(1));
                }
            }
        }
        return sample;
    }

    /** Where the tiles of a zoom are; such as have no whole numbers are left out. */
    void places(int zoom, SchemeChoice.Visitor visitor) throws SQLException {
        try (PreparedStatement statement = file.prepare("select tile_column, tile_row from " + table
                + " where zoom_level = ? and typeof(tile_column) = 'integer' and typeof(tile_row) = 'integer'")) {
            statement.setInt(1, zoom);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    visitor.visit(rows.getLong(1), rows.getLong(2));
                }
            }
        }
    }

    /** By column, then by row, so that two rows of one tile stand together. The database itself passes over other shards, before it reads their pictures. */
    void read(int zoom, Shard shard, Maker maker, Sink sink) throws SQLException {
        if (!shard.isWhole()) {
            file.define(IN_SHARD, (column, row) -> shard.has(column + "/" + row));
        }
        try (PreparedStatement statement = file.prepare("""
                select tile_column, tile_row, typeof(tile_data), length(tile_data),
                    case when length(tile_data) <= ? then tile_data end,
                    typeof(tile_column) = 'integer' and typeof(tile_row) = 'integer'
                from %s where zoom_level = ? %s order by tile_column, tile_row""".formatted(table,
                shard.isWhole() ? "" : "and " + IN_SHARD + "(tile_column, tile_row)"))) {
            statement.setLong(1, maxBytes);
            statement.setInt(2, zoom);
            file.step();
            try (ResultSet rows = statement.executeQuery()) {
                String before = "";
                while (next(rows)) {
                    String item = zoom + "/" + rows.getString(1) + "/" + rows.getString(2);
                    try {
                        if (item.equals(before)) {
                            throw new RefusedItemException("there is another picture of this tile; keep one");
                        }
                        before = item;
                        sink.tile(item, maker.make(rows.getLong(1), rows.getLong(2), image(rows)));
                    } catch (RefusedItemException e) {
                        sink.refuse(item, e.reason());
                    }
                }
            }
        }
    }

    private boolean next(ResultSet rows) throws SQLException {
        file.step();
        return rows.next();
    }

    private byte[] image(ResultSet row) throws SQLException, RefusedItemException {
        if (!row.getBoolean(6)) {
            throw new RefusedItemException("column and row are no whole numbers");
        }
        if (!"blob".equals(row.getString(3))) {
            throw new RefusedItemException("there is no picture, but a value of type " + row.getString(3));
        }
        byte[] image = row.getBytes(5);
        if (image == null) {
            throw new RefusedItemException("the picture has " + row.getLong(4) + " bytes, and at most " + maxBytes
                    + " are taken");
        }
        return image;
    }
}
