package dev.geofix.gallery.map;

import dev.geofix.gallery.Tile;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.MapTile;
import dev.geofix.platform.Quantiles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where the tiles of a gallery lie, from the database. */
@Repository
class TilePlaces {
    static final int MOST_VALUES = 500;

    private final JdbcClient jdbc;

    TilePlaces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Coverage coverage(long gallery) {
        List<Double> bounds = jdbc.sql("""
                select min(coalesce(west, longitude)), min(coalesce(south, latitude)),
                max(case when west > east then 180 else coalesce(east, longitude) end), max(coalesce(north, latitude))
                from tile where gallery = ?""").param(gallery).query(TilePlaces::numbers).single();
        double[] sides = jdbc.sql("""
                select west, south, east, north from tile where gallery = ? and west is not null
                order by tile limit ?""").params(gallery, Tile.SIDE_SAMPLE)
                .query((row, n) -> box(row)).list().stream()
                .mapToDouble(box -> Math.sqrt(box.widthMeters() * box.heightMeters())).toArray();
        return new Coverage(bounds.isEmpty() ? null : bounds, sides.length == 0 ? null : Quantiles.of(sides, 0.5),
                attributes(gallery));
    }

    private Map<String, List<String>> attributes(long gallery) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        jdbc.sql("select distinct name, value from tile_attribute where gallery = ? limit ?")
                .params(gallery, MOST_VALUES).query(row -> {
                    values.computeIfAbsent(row.getString(1), name -> new ArrayList<>()).add(row.getString(2));
                });
        return values;
    }

    /** What of a map square the gallery's tiles cover; those that came without bounds are left out. */
    MapDrawing drawing(long gallery, MapTile square) {
        BoundingBox edges = square.bounds();
        try (Stream<MapDrawing.Placed> tiles = jdbc.sql("""
                select tile.* from tile_place place join tile using (sequence)
                where place.gallery = :gallery and place.west < :east and place.east > :west
                and place.south < :north and place.north > :south
                and (tile.west < tile.east or tile.west < :east or tile.east > :west)
                order by sequence""").param("gallery", gallery).param("west", edges.west())
                .param("south", edges.south()).param("east", edges.east()).param("north", edges.north())
                .query((row, n) -> MapDrawing.Placed.of(row.getLong("sequence"), box(row), square)).stream()) {
            return MapDrawing.of(square, tiles);
        }
    }

    Optional<Tile.Image> image(long sequence) {
        return jdbc.sql("select media_type, image from tile_image where sequence = ?").param(sequence)
                .query((row, n) -> new Tile.Image(row.getString(1), row.getBytes(2))).optional();
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
