package dev.geofix.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.gallery.NewTile;
import dev.geofix.ingest.source.Found;
import dev.geofix.ingest.source.Shard;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.testing.Pictures;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a source is, its shards together give what it gives at once, each item one time, and leave pictures of the others alone. */
class SourceShardsTest {
    private static final long MAX_BYTES = 1 << 20;
    private static final int TILES = 40;

    @TempDir
    Path folder;

    private enum Kind {
        MANIFEST, GEOJSON, TREE, MBTILES, VIEW, GEOTIFF
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shardsTogetherAreTheWhole(Kind kind) throws Exception {
        SourceOptions options = write(kind);
        Found whole = Found.in(Sources.open(folder, options, MAX_BYTES));
        assertThat(whole.tiles()).hasSizeGreaterThan(3);
        assertThat(whole.refused().isEmpty()).isEqualTo(kind == Kind.GEOTIFF);
        for (int of : new int[]{1, 2, 7}) {
            Map<String, NewTile> tiles = new LinkedHashMap<>();
            Map<String, String> refused = new LinkedHashMap<>();
            for (int number = 0; number < of; number++) {
                Found part = Found.in(Sources.open(folder, options, MAX_BYTES), new Shard(number, of));
                part.tiles().forEach(tile -> assertThat(tiles.put(tile.id().value(), tile)).isNull());
                part.refused().forEach((item, reason) -> assertThat(refused.put(item, reason)).isNull());
            }
            assertThat(tiles.keySet()).containsExactlyInAnyOrderElementsOf(whole.ids());
            whole.tiles().forEach(
                    tile -> assertThat(tiles.get(tile.id().value()).image()).isEqualTo(tile.image()));
            assertThat(refused).isEqualTo(whole.refused());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MANIFEST", "GEOJSON", "TREE"})
    void picturesOfOtherShardsAreNotRead(Kind kind) throws Exception {
        SourceOptions options = write(kind);
        Shard shard = new Shard(1, 3);
        Found before = Found.in(Sources.open(folder, options, MAX_BYTES), shard);
        assertThat(before.tiles()).isNotEmpty();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".png")).toList()) {
                String name = folder.relativize(file).toString();
                boolean isOwn = before.ids().contains(name) || before.ids().contains(name.replaceAll(
                        "(\\d+)/(\\d+)/(\\d+)\\.png", "$1-$2-$3"));
                if (!isOwn) {
                    Files.writeString(file, "no picture any more");
                }
            }
        }
        Found after = Found.in(Sources.open(folder, options, MAX_BYTES), shard);
        assertThat(after.ids()).isEqualTo(before.ids());
        assertThat(after.refused()).isEqualTo(before.refused());
    }

    /** The list may be longer by the time that a shard is read. */
    @Test
    void aTileStaysInItsShardWhenOthersCome() throws Exception {
        write(Kind.MANIFEST);
        Shard shard = new Shard(0, 4);
        Found before = Found.in(Sources.open(folder, SourceOptions.NONE, MAX_BYTES), shard);
        Files.write(folder.resolve("new.png"), Pictures.png(Pictures.picture(99, 64)));
        String manifest = Files.readString(folder.resolve("manifest.csv"));
        Files.writeString(folder.resolve("manifest.csv"), manifest.replaceFirst("\n", "\nnew.png,5,5\n"));
        assertThat(Found.in(Sources.open(folder, SourceOptions.NONE, MAX_BYTES), shard).ids())
                .containsAll(before.ids());
    }

    private SourceOptions write(Kind kind) throws Exception {
        switch (kind) {
            case MANIFEST -> {
                StringBuilder rows = new StringBuilder("file,latitude,longitude\n");
                for (int i = 0; i < TILES; i++) {
                    Files.write(folder.resolve(i + ".png"), Pictures.png(Pictures.picture(i, 64)));
                    rows.append(i).append(".png,1,").append(i).append('\n');
                }
                rows.append("gone.png,1,1\n7.png,1,2\n8.png,91,2\n9.png,1\n,1,1\n");
                Files.writeString(folder.resolve("manifest.csv"), rows);
            }
            case GEOJSON -> {
                StringBuilder features = new StringBuilder();
                for (int i = 0; i < TILES; i++) {
                    Files.write(folder.resolve(i + ".png"), Pictures.png(Pictures.picture(i, 64)));
                    features.append(feature(i + ".png", "[" + i + ", 1]")).append(',');
                }
                Files.writeString(folder.resolve("manifest.geojson"),
                        "{\"type\": \"FeatureCollection\", \"features\": ["
                                + features + feature("gone.png", "[1, 1]") + "," + feature("8.png", "[1, 91]") + "]}");
            }
            case TREE -> {
                for (int i = 0; i < TILES; i++) {
                    Path file = folder.resolve("17/" + (67_000 + i % 5) + "/" + (43_000 + i / 5) + ".png");
                    Files.createDirectories(file.getParent());
                    Files.write(file, Pictures.png(Pictures.picture(i, 64)));
                }
                Files.write(folder.resolve("17/67001/43001.jpg"), Pictures.jpeg(Pictures.picture(1, 64)));
                Files.writeString(folder.resolve("17/67001/900000.png"), "below the world");
            }
            case MBTILES -> sqlite("create table tiles (zoom_level, tile_column, tile_row, tile_data)", "tiles");
            // As MapTiler writes it, pictures apart.
            case VIEW -> sqlite("create table map (zoom_level, tile_column, tile_row, tile_data);"
                    + "create view tiles as select * from map", "map");
            case GEOTIFF -> {
                try (InputStream in = SourceShardsTest.class.getResourceAsStream("geotiff/cog.tif")) {
                    Files.write(folder.resolve("ortho.tif"), Objects.requireNonNull(in).readAllBytes());
                }
                return new SourceOptions(null, null, null, null, null, 16.0, null);
            }
        }
        return SourceOptions.NONE;
    }

    private static String feature(String file, String place) {
        return "{\"type\": \"Feature\", \"properties\": {\"file\": \"" + file
                + "\"}, \"geometry\": {\"type\": \"Point\", \"coordinates\": " + place + "}}";
    }

    private void sqlite(String schema, String table) throws Exception {
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("map.mbtiles"));
                Statement statement = file.createStatement()) {
            statement.executeUpdate(schema);
            for (int i = 0; i < TILES; i++) {
                insert(file, table, 67_000 + i % 5, 88_000 + i / 5, Pictures.png(Pictures.picture(i, 64)));
            }
            insert(file, table, 67_001, 88_001, Pictures.png(Pictures.picture(1, 64)));
            insert(file, table, 67_001, 88_101, "a text");
            insert(file, table, 67_001.5, 88_001, Pictures.png(Pictures.picture(1, 64)));
            insert(file, table, null, 88_001, Pictures.png(Pictures.picture(1, 64)));
        }
    }

    private static void insert(Connection file, String table, Object column, Object row, Object picture)
            throws SQLException {
        try (PreparedStatement insert = file.prepareStatement("insert into " + table + " values (17, ?, ?, ?)")) {
            insert.setObject(1, column);
            insert.setObject(2, row);
            insert.setObject(3, picture);
            insert.executeUpdate();
        }
    }
}
