package dev.geofix.ingest.tileset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.ingest.Sources;
import dev.geofix.ingest.source.Found;
import dev.geofix.ingest.source.RowScheme;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.ingest.source.TileSource;
import dev.geofix.ingest.source.UnusableSourceException;
import dev.geofix.testing.Pictures;
import dev.geofix.testing.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files gdal.mbtiles and gdal.gpkg were written by GDAL 3.6 of pictures with known corners. */
class TileDatabaseTest {
    private static final long MAX_BYTES = 1 << 20;
    private static final String BOUNDS = "4.6637,52.4025,4.6691,52.4040";
    private static final String TILES = "create table tiles (zoom_level, tile_column, tile_row, tile_data)";

    @TempDir
    Path folder;

    @Test
    void placesTheTilesOfAnMbtilesFile() throws Exception {
        Found found = found(resource("gdal.mbtiles"), SourceOptions.NONE);
        assertThat(found.ids()).containsExactly("17-67234-43055", "17-67235-43055");
        KnownGround.assertLies(found.tiles().getFirst(), KnownGround.WEST_CENTER, KnownGround.WEST_TILE);
        KnownGround.assertLies(found.tiles().getLast(), KnownGround.EAST_CENTER, KnownGround.EAST_TILE);
        assertThat(found.refused()).isEmpty();
    }

    @Test
    void placesTheTilesOfAGeoPackageInWebMercator() throws Exception {
        Found found = found(resource("gdal.gpkg"), layer("mercator"));
        assertThat(found.ids()).containsExactly("mercator-17-67234-43055", "mercator-17-67235-43055");
        KnownGround.assertLies(found.tiles().getFirst(), KnownGround.WEST_CENTER, KnownGround.WEST_TILE);
        KnownGround.assertLies(found.tiles().getLast(), KnownGround.EAST_CENTER, KnownGround.EAST_TILE);
    }

    /** Two tiles side by side from 7.4 E, 47.0 N, each 256 pixels of a 128,000th degree. */
    @Test
    void placesTheTilesOfAGeoPackageInDegrees() throws Exception {
        Found found = found(resource("gdal.gpkg"), layer("geographic"));
        assertThat(found.ids()).containsExactly("geographic-1-0-0", "geographic-1-1-0");
        KnownGround.assertLies(found.tiles().getFirst(), new GeoPoint(46.999, 7.401),
                new BoundingBox(7.4, 46.998, 7.402, 47.0));
        KnownGround.assertLies(found.tiles().getLast(), new GeoPoint(46.999, 7.403),
                new BoundingBox(7.402, 46.998, 7.404, 47.0));
    }

    @Test
    void asksWhichOfSeveralLayersIsMeant() throws Exception {
        Path file = resource("gdal.gpkg");
        assertUnusable(file, SourceOptions.NONE, "geographic, mercator");
        assertUnusable(file, layer("nowhere"), "no layer 'nowhere'");
        assertUnusable(resource("gdal.mbtiles"), layer("mercator"), "layer has no effect on an MBTiles file");
    }

    @Test
    void takesAnotherZoomOrSchemeOfAnMbtilesFile() throws Exception {
        Path file = resource("gdal.mbtiles");
        assertThat(found(file, new SourceOptions(null, null, 16, null, null, null, null)).ids()).hasSize(1);
        assertThat(found(file, new SourceOptions(null, null, 17, null, RowScheme.XYZ, null, null)).ids())
                .containsExactly("17-67234-88016", "17-67235-88016");
        assertUnusable(file, new SourceOptions(null, null, 3, null, null, null, null), "zoom 3");
    }

    @Test
    void readsWithoutWriting() throws Exception {
        Path file = resource("gdal.mbtiles");
        byte[] before = Files.readAllBytes(file);
        file.toFile().setReadOnly();
        found(file, SourceOptions.NONE);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        try (var all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void refusesBadRowsAndGivesTheRest() throws Exception {
        Path file = sqlite(TILES);
        insert(file, 3, 1, 1, KnownGround.picture(1));
        insert(file, 3, 1, 1, KnownGround.picture(2));
        insert(file, 3, 1, 2, "a text");
        insert(file, 3, 1, 3, null);
        insert(file, 3, 1, 4, new byte[(int) MAX_BYTES + 1]);
        insert(file, 3, 1, 5, new byte[]{0x1f, (byte) 0x8b, 8, 0});
        insert(file, 3, 1, 99, KnownGround.picture(3));
        insert(file, 3, 1.5, 6, KnownGround.picture(3));
        insert(file, 3, 2, 1, Pictures.png(Pictures.picture(4, 256).getSubimage(0, 0, 100, 256)));
        insert(file, 3, 2, 2, KnownGround.picture(5));
        insert(file, "deep", 2, 2, KnownGround.picture(5));
        Found found = found(file, SourceOptions.NONE);
        assertThat(found.ids()).containsExactly("3-1-6", "3-2-5");
        assertThat(found.refused().get("3/1/1")).contains("another picture");
        assertThat(found.refused().get("3/1/2")).contains("type text");
        assertThat(found.refused().get("3/1/3")).contains("type null");
        assertThat(found.refused().get("3/1/4")).contains("at most " + MAX_BYTES);
        assertThat(found.refused().get("3/1/5")).contains("vector tile or compressed");
        assertThat(found.refused().get("3/1/99")).contains("0 to 7");
        assertThat(found.refused().get("3/1.5/6")).contains("whole numbers");
        assertThat(found.refused().get("3/2/1")).contains("100 x 256");
        assertThat(found.refused()).hasSize(8);
    }

    @Test
    void refusesAPictureOfAnotherSizeThanAGeoPackageStates() throws Exception {
        Path file = resource("gdal.gpkg");
        try (Connection connection = connect(file);
                PreparedStatement update = connection
                        .prepareStatement("update mercator set tile_data = ? where tile_column = 67235")) {
            update.setBytes(1, Pictures.png(Pictures.picture(1, 128)));
            update.executeUpdate();
        }
        Found found = found(file, layer("mercator"));
        assertThat(found.ids()).containsExactly("mercator-17-67234-43055");
        assertThat(found.refused().get("17/67235/43055")).contains("128 x 128").contains("256 x 256");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"create table notes (a) | no table tiles",
        TILES + " | no tile", "create table tiles (zoom_level, x, y) | no table tiles",
        TILES + "; create table metadata (name, value); insert into metadata values ('format', 'pbf') | vectors",
        "create table gpkg_contents (table_name, data_type) | no tiles",
        "create table gpkg_contents (table_name, data_type); insert into gpkg_contents values ('a', 'tiles') | no such table",
        TILES + "; insert into tiles values (99, 0, 0, x'00') | no tile"})
    void refusesAFileThatLies(String schema, String reason) throws Exception {
        assertUnusable(sqlite(schema.split(";")), SourceOptions.NONE, reason);
    }

    @Test
    void refusesAGeoPackageInAnotherProjectionOrWithoutOne() throws Exception {
        Path file = resource("gdal.gpkg");
        run(file, "update gpkg_spatial_ref_sys set organization_coordsys_id = 32632 where srs_id = 3857");
        assertUnusable(file, layer("mercator"), "EPSG:32632");
        run(file, "delete from gpkg_tile_matrix_set");
        assertUnusable(file, layer("mercator"), "does not say where");
    }

    @Test
    void refusesADamagedFile() throws Exception {
        byte[] whole = Files.readAllBytes(resource("gdal.mbtiles"));
        Path cut = Files.write(folder.resolve("cut.mbtiles"), Arrays.copyOf(whole, 5000));
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> found(cut, SourceOptions.NONE))
                .withMessageContaining("cut.mbtiles cannot be read as SQLite");
        Arrays.fill(whole, 100, 4096, (byte) 7);
        Path scribbled = Files.write(folder.resolve("scribbled.mbtiles"), whole);
        assertUnusable(scribbled, SourceOptions.NONE, "cannot be read as SQLite");
    }

    @Test
    void refusesAFileOfWhichAPartStandsElsewhere() throws Exception {
        Path file = resource("gdal.mbtiles");
        Files.write(folder.resolve("gdal.mbtiles-wal"), new byte[]{1});
        assertUnusable(file, SourceOptions.NONE, "wal_checkpoint");
    }

    /** As many programs write them: 52.4 degrees north in the bounds, and rows that the specification puts as far to the south. */
    @ParameterizedTest
    @ValueSource(strings = {"", "xyz", "tms"})
    void theBoundsTellWhetherRowsAreCountedFromTheNorth(String stated) throws Exception {
        Path file = mbtiles(KnownGround.ROW, "bounds", BOUNDS, "scheme", stated);
        try (TileSource source = Sources.open(file, SourceOptions.NONE, MAX_BYTES)) {
            assertThat(source.remark()).isEqualTo("scheme xyz taken: so the tiles lie within the stated bounds");
        }
        Found found = found(file, SourceOptions.NONE);
        assertThat(found.ids()).containsExactly("17-67234-43055");
        KnownGround.assertLies(found.tiles().getFirst(), KnownGround.WEST_CENTER, KnownGround.WEST_TILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xyz", "tms"})
    void theBoundsTellWhetherRowsAreCountedFromTheSouth(String stated) throws Exception {
        Path file = mbtiles(KnownGround.TMS_ROW, "bounds", BOUNDS, "scheme", stated);
        assertThat(found(file, SourceOptions.NONE).ids()).containsExactly("17-67234-43055");
    }

    @Test
    void obeysTheSchemeThatIsAskedForAgainstTheBounds() throws Exception {
        Path file = mbtiles(KnownGround.ROW, "bounds", BOUNDS);
        assertThat(found(file, new SourceOptions(null, null, null, null, RowScheme.TMS, null, null)).ids())
                .containsExactly("17-67234-88016");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0,0,0,0", "-180,-85.0511,180,85.0511", "10,-1,11,1", "Nepal", "a,b,c,d"})
    void countsRowsFromTheSouthWhereNoBoundsTell(String bounds) throws Exception {
        Path file = mbtiles(KnownGround.TMS_ROW, "bounds", bounds);
        assertThat(found(file, SourceOptions.NONE).ids()).containsExactly("17-67234-43055");
        Path xyz = mbtiles(KnownGround.ROW, "bounds", bounds, "scheme", "xyz");
        assertUnusable(xyz, SourceOptions.NONE, "scheme=xyz");
        assertThat(found(xyz, new SourceOptions(null, null, null, null, RowScheme.XYZ, null, null)).ids())
                .containsExactly("17-67234-43055");
    }

    @Test
    void refusesRowsOfWhichSomeAreCountedFromEitherEnd() throws Exception {
        Path file = mbtiles(KnownGround.ROW, "bounds", BOUNDS);
        insert(file, KnownGround.ZOOM, KnownGround.COLUMN + 1, KnownGround.TMS_ROW, KnownGround.picture(2));
        assertUnusable(file, SourceOptions.NONE, "scheme=tms (from the south)");
    }

    @Test
    void takesPicturesWhateverFormatIsStated() throws Exception {
        Path file = mbtiles(KnownGround.TMS_ROW, "format", "pbf");
        assertThat(found(file, SourceOptions.NONE).ids()).containsExactly("17-67234-43055");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pbf", "png", ""})
    void refusesVectorsWhateverFormatIsStated(String format) throws Exception {
        Path file = sqlite(TILES, "create table metadata (name, value)",
                "insert into metadata values ('format', '" + format + "')");
        insert(file, 3, 1, 1, new byte[]{0x1f, (byte) 0x8b, 8, 0});
        insert(file, 3, 1, 2, new byte[]{0x1f, (byte) 0x8b, 8, 0});
        assertUnusable(file, SourceOptions.NONE, "The tiles are vectors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mbtiles-xyz-rows/xyz-rows.mbtiles", "mbtiles-xyz-rows/proper-tms.mbtiles",
        "folder-scheme-contradicts/scheme-tms.mbtiles"})
    void placesTheReportedFilesWithinTheirBounds(String name) throws Exception {
        Found found = found(SharedData.require("cases/" + name), SourceOptions.NONE);
        assertThat(found.tiles()).hasSize(6)
                .allSatisfy(tile -> assertThat(tile.center().latitude()).isBetween(27.7164, 27.7200));
    }

    @Test
    void takesTheReportedPicturesWhoseFormatIsStatedWrongly() throws Exception {
        Found found = found(SharedData.require("cases/mbtiles-format-pbf/png-but-format-pbf.mbtiles"),
                SourceOptions.NONE);
        assertThat(found.ids()).containsExactly("18-193200-110051", "18-193200-110050");
    }

    /** One tile, and metadata as name, value, name, value. */
    private Path mbtiles(int row, String... metadata) throws Exception {
        Path file = folder.resolve(row + ".mbtiles");
        run(file, TILES, "create table metadata (name, value)");
        insert(file, KnownGround.ZOOM, KnownGround.COLUMN, row, KnownGround.picture(1));
        for (int i = 0; i < metadata.length; i += 2) {
            run(file, "insert into metadata values ('" + metadata[i] + "', '" + metadata[i + 1] + "')");
        }
        return file;
    }

    private void assertUnusable(Path file, SourceOptions options, String reason) {
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> found(file, options))
                .withMessageContaining(reason);
    }

    private static Found found(Path file, SourceOptions options) throws IOException {
        return Found.in(Sources.open(file, options, MAX_BYTES));
    }

    private static SourceOptions layer(String layer) {
        return new SourceOptions(null, null, null, layer, null, null, null);
    }

    private Path resource(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = TileDatabaseTest.class.getResourceAsStream(name)) {
            Files.copy(Objects.requireNonNull(in), file);
        }
        return file;
    }

    private Path sqlite(String... statements) throws Exception {
        Path file = folder.resolve("made.db");
        run(file, statements);
        return file;
    }

    private static void run(Path file, String... statements) throws Exception {
        try (Connection connection = connect(file); Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static void insert(Path file, Object zoom, Object column, Object row, Object data) throws Exception {
        try (Connection connection = connect(file);
                PreparedStatement insert = connection.prepareStatement("insert into tiles values (?, ?, ?, ?)")) {
            insert.setObject(1, zoom);
            insert.setObject(2, column);
            insert.setObject(3, row);
            insert.setObject(4, data);
            insert.executeUpdate();
        }
    }

    private static Connection connect(Path file) throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
