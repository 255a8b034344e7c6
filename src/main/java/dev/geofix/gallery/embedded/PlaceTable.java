package dev.geofix.gallery.embedded;

import dev.geofix.gallery.TileStore;
import dev.geofix.geo.BoundingBox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where the tiles of a gallery lie, from the database. */
@Repository
@ConditionalOnProperty(name = "geofix.store", havingValue = "embedded", matchIfMissing = true)
class PlaceTable {
    private final JdbcClient jdbc;

    PlaceTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    TileStore.Extent extent(long gallery, int mostValues) {
        List<Double> bounds = jdbc.sql("""
                select min(coalesce(west, longitude)), min(coalesce(south, latitude)),
                max(case when west > east then 180 else coalesce(east, longitude) end), max(coalesce(north, latitude))
                from tile where gallery = ?""").param(gallery).query(PlaceTable::numbers).single();
        return new TileStore.Extent(bounds.isEmpty() ? null : bounds, attributes(gallery, mostValues));
    }

    List<BoundingBox> someBounds(long gallery, int limit) {
        return jdbc.sql("""
                select west, south, east, north from tile where gallery = ? and west is not null
                order by tile limit ?""").params(gallery, limit).query((row, n) -> box(row)).list();
    }

    private Map<String, List<String>> attributes(long gallery, int most) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        jdbc.sql("select distinct name, value from tile_attribute where gallery = ? limit ?")
                .params(gallery, most).query(row -> {
                    values.computeIfAbsent(row.getString(1), name -> new ArrayList<>()).add(row.getString(2));
                });
        return values;
    }

    /** Those that came without bounds are left out. */
    <T> T inBox(long gallery, BoundingBox edges, Function<Stream<TileStore.PlacedTile>, T> reader) {
        try (Stream<TileStore.PlacedTile> tiles = jdbc.sql("""
                select tile.* from tile_place place join tile using (sequence)
                where place.gallery = :gallery and place.west < :east and place.east > :west
                and place.south < :north and place.north > :south
                and (tile.west < tile.east or tile.west < :east or tile.east > :west)
                order by sequence""").param("gallery", gallery).param("west", edges.west())
                .param("south", edges.south()).param("east", edges.east()).param("north", edges.north())
                .query((row, n) -> new TileStore.PlacedTile(row.getLong("sequence"), box(row))).stream()) {
            return reader.apply(tiles);
        }
    }

    private static BoundingBox box(ResultSet row) throws SQLException {
        return new BoundingBox(row.getDouble("west"), row.getDouble("south"), row.getDouble("east"),
                row.getDouble("north"));
    }

    /** Of a row; none where its first is null. */
    private static List<Double> numbers(ResultSet row, int number) throws SQLException {
        List<Double> numbers = new ArrayList<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            @Nullable
            Object value = row.getObject(column);
            if (value == null) {
                return List.of();
            }
            numbers.add(((Number) value).doubleValue());
        }
        return numbers;
    }
}
