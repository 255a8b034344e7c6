package dev.geofix.ingest.tileset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.geofix.ingest.Sources;
import dev.geofix.ingest.source.Found;
import dev.geofix.ingest.source.RowScheme;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.ingest.source.UnusableSourceException;
import dev.geofix.testing.Pictures;
import dev.geofix.testing.SharedData;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileTreeTest {
    private static final long MAX_BYTES = 1 << 20;
    private static final String COLUMN = KnownGround.ZOOM + "/" + KnownGround.COLUMN;

    @TempDir
    Path temporary;
    private Path folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createDirectory(temporary.resolve("tree"));
    }

    @Test
    void placesTilesCountedFromTheNorth() throws Exception {
        put(COLUMN + "/" + KnownGround.ROW + ".png", KnownGround.picture(1));
        Found found = found(SourceOptions.NONE);
        assertThat(found.ids()).containsExactly("17-67234-43055");
        KnownGround.assertLies(found.tiles().getFirst(), KnownGround.WEST_CENTER, KnownGround.WEST_TILE);
    }

    @Test
    void placesTilesCountedFromTheSouthWhereATileMapSaysSo() throws Exception {
        put(COLUMN + "/" + KnownGround.TMS_ROW + ".png", KnownGround.picture(1));
        put("tilemapresource.xml", "<TileMap version='1.0.0'><TileSets profile='mercator'/></TileMap>".getBytes());
        Found found = found(SourceOptions.NONE);
        assertThat(found.ids()).as("numbered alike wherever tiles come from").containsExactly("17-67234-43055");
        KnownGround.assertLies(found.tiles().getFirst(), KnownGround.WEST_CENTER, KnownGround.WEST_TILE);
    }

    @Test
    void obeysTheSchemeThatIsAskedFor() throws Exception {
        put(COLUMN + "/" + KnownGround.TMS_ROW + ".png", KnownGround.picture(1));
        Found found = found(new SourceOptions(null, null, null, null, RowScheme.TMS, null, null));
        KnownGround.assertLies(found.tiles().getFirst(), KnownGround.WEST_CENTER, KnownGround.WEST_TILE);
    }

    @Test
    void takesPngJpegAndWebp() throws Exception {
        put(COLUMN + "/1.png", KnownGround.picture(1));
        put(COLUMN + "/2.JPG", Pictures.jpeg(Pictures.picture(2, 256)));
        put(COLUMN + "/3.webp", webp());
        put(COLUMN + "/4", KnownGround.picture(4));
        assertThat(found(SourceOptions.NONE).ids()).containsExactly("17-67234-1", "17-67234-2", "17-67234-3",
                "17-67234-4");
    }

    @Test
    void givesColumnsAndRowsInTheirNumbersOrder() throws Exception {
        for (String place : new String[]{"17/100/9.png", "17/100/10.png", "17/99/5.png", "17/notes/1.png"}) {
            put(place, KnownGround.picture(place.hashCode()));
        }
        put("17/99/5.pgw", "world file".getBytes());
        assertThat(found(SourceOptions.NONE).ids()).containsExactly("17-99-5", "17-100-9", "17-100-10");
    }

    @Test
    void takesTheDeepestZoomAndSaysSo() throws Exception {
        put("16/5/5.png", KnownGround.picture(1));
        put("17/5/5.png", KnownGround.picture(2));
        try (TileTree tree = TileTree.open(folder, SourceOptions.NONE, MAX_BYTES)) {
            assertThat(tree.remark()).isEqualTo("zoom 17 taken of 16, 17");
            assertThat(tree.total()).hasValue(1);
        }
        assertThat(found(zoom(16)).ids()).containsExactly("16-5-5");
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> found(zoom(9)))
                .withMessageContaining("zoom 9").withMessageContaining("16, 17");
    }

    @Test
    void refusesWhatIsNoPictureOfAMapTileAndGivesTheRest() throws Exception {
        put("3/1/1.png", KnownGround.picture(1));
        put("3/1/1.jpg", KnownGround.picture(1));
        put("3/1/2.png", Pictures.png(Pictures.picture(2, 256).getSubimage(0, 0, 256, 200)));
        put("3/1/3.png", Pictures.png(Pictures.picture(3, 8)));
        put("3/1/4.png", empty());
        put("3/1/5.png", new byte[(int) MAX_BYTES + 1]);
        put("3/1/8.png", KnownGround.picture(8));
        put("3/2/1.png", KnownGround.picture(9));
        Path outside = Files.write(folder.resolveSibling("outside.png"), KnownGround.picture(3));
        Files.createSymbolicLink(folder.resolve("3/2/2.png"), outside);
        Found found = found(SourceOptions.NONE);
        assertThat(found.ids()).containsExactly("3-1-1", "3-2-1");
        assertThat(found.refused().get("3/1/1.png")).contains("another picture of this tile");
        assertThat(found.refused().get("3/1/2.png")).contains("256 x 200").contains("square");
        assertThat(found.refused().get("3/1/3.png")).contains("placeholder");
        assertThat(found.refused().get("3/1/4.png")).contains("single colour");
        assertThat(found.refused().get("3/1/5.png")).contains("at most");
        assertThat(found.refused().get("3/1/8.png")).contains("0 to 7");
        assertThat(found.refused().get("3/2/2.png")).contains("by a link");
    }

    @Test
    void refusesVectorTilesAndOtherProjections() throws Exception {
        put("3/1/1.pbf", new byte[]{0x1f, (byte) 0x8b, 8});
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> found(SourceOptions.NONE))
                .withMessageContaining("Vector");
        put("3/1/1.png", KnownGround.picture(1));
        put("tilemapresource.xml", "<TileMap><TileSets profile='geodetic'/></TileMap>".getBytes());
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> found(SourceOptions.NONE))
                .withMessageContaining("geodetic").withMessageContaining("--profile=mercator");
        put("tilemapresource.xml", "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><TileMap>&a;".getBytes());
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> found(SourceOptions.NONE))
                .withMessageNotContaining("root:");
    }

    /** Of mb-util, which copies the table of the MBTiles file and writes the rows the other way. */
    @ParameterizedTest
    @ValueSource(strings = {"\"4.6637,52.4025,4.6691,52.4040\"", "[4.6637, 52.4025, 4.6691, 52.4040]"})
    void theBoundsInTheMetadataOverruleTheSchemeInThem(String bounds) throws Exception {
        put(COLUMN + "/" + KnownGround.ROW + ".png", KnownGround.picture(1));
        put("metadata.json", ("{\"scheme\": \"tms\", \"bounds\": " + bounds + "}").getBytes());
        assertThat(found(SourceOptions.NONE).ids()).containsExactly("17-67234-43055");
        try (TileTree tree = TileTree.open(folder, SourceOptions.NONE, MAX_BYTES)) {
            assertThat(tree.remark()).isEqualTo("scheme xyz taken: so the tiles lie within the stated bounds");
        }
    }

    @Test
    void theBoundsInTheMetadataShowRowsCountedFromTheSouth() throws Exception {
        put(COLUMN + "/" + KnownGround.TMS_ROW + ".png", KnownGround.picture(1));
        put("metadata.json", "{\"scheme\": \"xyz\", \"bounds\": \"4.6637,52.4025,4.6691,52.4040\"}".getBytes());
        assertThat(found(SourceOptions.NONE).ids()).containsExactly("17-67234-43055");
    }

    /** In degrees, in degrees with latitude first as gdal2tiles had it, and in metres. */
    @ParameterizedTest
    @ValueSource(strings = {"minx='4.6637' miny='52.4025' maxx='4.6691' maxy='52.4040'",
        "minx='52.4025' miny='4.6637' maxx='52.4040' maxy='4.6691'",
        "minx='519161' miny='6873232' maxx='519762' maxy='6873506'"})
    void theBoundsOfATileMapOverruleThatItIsOne(String box) throws Exception {
        put(COLUMN + "/" + KnownGround.ROW + ".png", KnownGround.picture(1));
        put("tilemapresource.xml", tileMap(box));
        assertThat(found(SourceOptions.NONE).ids()).containsExactly("17-67234-43055");
        Files.move(folder.resolve(COLUMN + "/" + KnownGround.ROW + ".png"),
                folder.resolve(COLUMN + "/" + KnownGround.TMS_ROW + ".png"));
        assertThat(found(SourceOptions.NONE).ids()).containsExactly("17-67234-43055");
    }

    @Test
    void boundsOfAnotherPlaceDecideNothingAndAreTold() throws Exception {
        put(COLUMN + "/" + KnownGround.TMS_ROW + ".png", KnownGround.picture(1));
        put("tilemapresource.xml", tileMap("minx='85.3' miny='27.7' maxx='85.4' maxy='27.8'"));
        assertThat(found(SourceOptions.NONE).ids()).containsExactly("17-67234-43055");
        try (TileTree tree = TileTree.open(folder, SourceOptions.NONE, MAX_BYTES)) {
            assertThat(tree.remark()).contains("outside the stated bounds").contains("scheme tms taken");
        }
    }

    @Test
    void refusesWhatContradictsItselfAndSaysTheWayOut() throws Exception {
        put(COLUMN + "/" + KnownGround.ROW + ".png", KnownGround.picture(1));
        put("tilemapresource.xml", tileMap("minx='4.6637' miny='52.4025' maxx='4.6691' maxy='52.4040'"));
        put("metadata.json", "{\"bounds\": \"4.6637,-52.4040,4.6691,-52.4025\"}".getBytes());
        assertAsksForTheScheme();
        put("metadata.json", "{\"scheme\": \"xyz\"}".getBytes());
        put("tilemapresource.xml", tileMap(""));
        assertAsksForTheScheme();
        put(COLUMN + "/" + KnownGround.TMS_ROW + ".png", KnownGround.picture(2));
        put("metadata.json", "{\"bounds\": [4.6637, 52.4025, 4.6691, 52.4040]}".getBytes());
        assertAsksForTheScheme();
        assertThat(found(new SourceOptions(null, null, null, null, RowScheme.XYZ, null, null)).ids()).hasSize(2);
    }

    private void assertAsksForTheScheme() {
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> found(SourceOptions.NONE))
                .withMessageContaining("scheme=xyz").withMessageContaining("scheme=tms");
    }

    @Test
    void takesPicturesWhateverFormatIsStated() throws Exception {
        put("3/1/1.png", KnownGround.picture(1));
        put("metadata.json", "{\"format\": \"pbf\"}".getBytes());
        assertThat(found(SourceOptions.NONE).ids()).containsExactly("3-1-1");
        put("3/1/1.png", new byte[]{0x1f, (byte) 0x8b, 8});
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> found(SourceOptions.NONE))
                .withMessageContaining("vectors (format pbf)");
    }

    @Test
    void placesTheReportedFolderWithinItsBounds() throws Exception {
        try (ZipInputStream in = new ZipInputStream(
                Files.newInputStream(SharedData.require("cases/folder-scheme-contradicts/mb-util-out.zip")))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                put(entry.getName(), in.readAllBytes());
            }
        }
        Found found = Found.in(Sources.openUnpacked(folder, SourceOptions.NONE, MAX_BYTES));
        assertThat(found.tiles()).hasSize(6)
                .allSatisfy(tile -> assertThat(tile.center().latitude()).isBetween(27.7164, 27.7200));
    }

    private static byte[] tileMap(String box) {
        return ("<TileMap version='1.0.0'><BoundingBox " + box + "/><TileSets profile='mercator'/></TileMap>")
                .getBytes();
    }

    private Found found(SourceOptions options) throws IOException {
        return Found.in(Sources.open(folder, options, MAX_BYTES));
    }

    private static SourceOptions zoom(int zoom) {
        return new SourceOptions(null, null, zoom, null, null, null, null);
    }

    private void put(String place, byte[] content) throws IOException {
        Path file = folder.resolve(place);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static byte[] empty() {
        BufferedImage image = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 256, 256);
        graphics.dispose();
        return Pictures.png(image);
    }

    private static byte[] webp() throws IOException {
        try (InputStream in = TileTreeTest.class.getResourceAsStream("tile.webp")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
