package dev.geofix.ingest.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.gallery.NewTile;
import dev.geofix.geo.GeoPoint;
import dev.geofix.geo.Projection;
import dev.geofix.imaging.RgbImage;
import dev.geofix.ingest.source.UnusableSourceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoTiffSourceTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("ortho photo.tif");
    }

    @Test
    void namesTilesAfterTheFileTheSizeAndThePlace() throws Exception {
        try (TestTiff tiff = new TestTiff(file)) {
            tiff.add(Image.slope());
        }
        Collected collected = Collected.of(file, 32, 0);
        assertThat(collected.tiles).hasSize(4).containsKey("ortho photo-32m-31-33");
        assertThat(collected.total()).isEqualTo(4);
        assertThat(collected.tiles.values()).allSatisfy(tile -> assertThat(tile.attributes())
                .isEqualTo(Map.of("source", "ortho photo.tif")));
    }

    @Test
    void readsTheSameTwiceSoThatAnImportCanGoOn() throws Exception {
        try (TestTiff tiff = new TestTiff(file)) {
            tiff.add(Image.slope());
        }
        Collected first = Collected.of(file, 20, 0.3);
        Collected second = Collected.of(file, 20, 0.3);
        assertThat(second.tiles.keySet()).containsExactlyElementsOf(first.tiles.keySet());
        first.tiles.forEach((id, tile) -> assertThat(second.tiles.get(id).image()).isEqualTo(tile.image()));
    }

    @Test
    void takesTheOverviewNearestToTheTilesPixels() throws Exception {
        try (TestTiff tiff = new TestTiff(file)) {
            tiff.add(Image.tiles(4096, 2048, 1, 256, (x, y, band) -> 10));
            tiff.fields.put(Tag.SUBFILE_TYPE, 1);
            tiff.add(Image.tiles(2048, 1024, 1, 256, (x, y, band) -> 100));
            tiff.add(Image.tiles(1024, 512, 1, 256, (x, y, band) -> 200));
        }
        assertThat(level(Collected.of(file, 128, 0).list().getFirst())).isCloseTo(10, within(2.0));
        assertThat(level(Collected.of(file, 512, 0).list().getFirst())).isCloseTo(100, within(2.0));
        assertThat(level(Collected.of(file, 1000, 0).list().getFirst())).isCloseTo(200, within(2.0));
    }

    private static double level(NewTile tile) {
        return Collected.level(Collected.picture(tile), 0.5, 0.5, 0);
    }

    @Test
    void averagesWhereThereIsNoOverview() throws Exception {
        // Single columns of black and white: grey from afar, whatever the strips are high.
        for (int rows : new int[]{1, 3, 16, 2048}) {
            try (TestTiff tiff = new TestTiff(file)) {
                tiff.add(Image.strips(2048, 2048, 1, rows, (x, y, band) -> x % 2 * 250));
            }
            Collected collected = Collected.of(file, 1024 * 0.9998, 0);
            RgbImage picture = Collected.picture(collected.only());
            assertThat(picture.width()).isEqualTo(512);
            assertThat(Collected.level(picture, 0.3, 0.6, 0)).isCloseTo(125, within(2.0));
        }
    }

    @Test
    void placesWhatItAverages() throws Exception {
        try (TestTiff tiff = new TestTiff(file)) {
            tiff.add(Image.tiles(4096, 4096, 3, 256, (x, y, band) -> band == 0 ? x / 16 : y / 16));
        }
        Collected collected = Collected.of(file, 1024, 0);
        for (NewTile tile : collected.list()) {
            double[] at = Projection.ofEpsg(32632).fromGeo(tile.center());
            RgbImage picture = Collected.picture(tile);
            assertThat(Collected.level(picture, 0.5, 0.5, 0)).isCloseTo((at[0] - 601234.5) / 0.5 / 16 - 0.5,
                    within(1.0));
            assertThat(Collected.level(picture, 0.5, 0.5, 1)).isCloseTo((5334567.25 - at[1]) / 0.5 / 16 - 0.5,
                    within(1.0));
        }
    }

    @Test
    void readsALongStripWithoutCompressionInPieces() throws Exception {
        Image image = Image.strips(2048, 2048, 3, 2048, (x, y, band) -> band == 1 ? y / 8 : 90);
        try (TestTiff tiff = new TestTiff(file)) {
            tiff.add(image, 1, List.of(image.block(0)));
        }
        NewTile southWest = Collected.of(file, 512, 0).list().get(2);
        assertThat(Collected.level(Collected.picture(southWest), 0.5, 0.5, 1)).isCloseTo(1536 / 8, within(2.0));
    }

    @Test
    void readsColoursFromAPalette() throws Exception {
        int[] map = new int[3 * 256];
        map[7] = 0xff00;
        map[256 + 7] = 0x8000;
        try (TestTiff tiff = new TestTiff(file)) {
            tiff.fields.put(Tag.PHOTOMETRIC, 3);
            tiff.fields.put(Tag.COLOR_MAP, map);
            tiff.add(Image.strips(64, 64, 1, 16, (x, y, band) -> 7));
        }
        RgbImage picture = Collected.picture(Collected.of(file, 32, 0).only());
        assertThat(Collected.level(picture, 0.5, 0.5, 0)).isCloseTo(255, within(3.0));
        assertThat(Collected.level(picture, 0.5, 0.5, 1)).isCloseTo(128, within(3.0));
        assertThat(Collected.level(picture, 0.5, 0.5, 2)).isCloseTo(0, within(3.0));
    }

    @Test
    void takesTheFirstThreeOfManyBands() throws Exception {
        try (TestTiff tiff = new TestTiff(file)) {
            tiff.fields.put(Tag.EXTRA_SAMPLES, new int[]{0, 0, 2});
            tiff.add(Image.tiles(64, 64, 6, 32, (x, y, band) -> band == 5 && x < 20 ? 0 : 40 * (band + 1)));
        }
        RgbImage picture = Collected.picture(Collected.of(file, 32, 0).only());
        assertThat(Collected.level(picture, 0.8, 0.5, 2)).isCloseTo(120, within(3.0));
        assertThat(Collected.level(picture, 0.1, 0.5, 2)).as("transparent").isCloseTo(104, within(3.0));
    }

    @Test
    void knowsUtmByItsParameters() throws Exception {
        try (TestTiff tiff = new TestTiff(file)) {
            tiff.fields.put(Tag.GEO_KEYS,
                    new int[]{1, 1, 0, 4, 1024, 0, 1, 1, 2048, 0, 1, 4326, 3072, 0, 1, 32767, 3074, 0, 1, 16032});
            tiff.add(Image.strips(64, 64, 1, 16, (x, y, band) -> x));
        }
        assertThat(Collected.of(file, 32, 0).only().center()
                .distanceTo(new GeoPoint(48.1561421553265, 10.3614543277247))).isLessThan(0.01);
    }

    @Test
    void doesNotTakeFeetForMetres() throws Exception {
        try (TestTiff tiff = new TestTiff(file)) {
            tiff.fields.put(Tag.GEO_KEYS,
                    new int[]{1, 1, 0, 5, 1024, 0, 1, 1, 2048, 0, 1, 4326, 3072, 0, 1, 32767, 3074,
                        0, 1, 16032, 3076, 0, 1, 9003});
            tiff.add(Image.strips(64, 64, 1, 16, (x, y, band) -> x));
        }
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> Collected.of(file, 32, 0))
                .withMessageContaining("without an EPSG code").withMessageContaining("gdalwarp");
    }

    @Test
    void refusesASystemInOtherUnitsThanItsOwn() throws Exception {
        try (TestTiff tiff = new TestTiff(file)) {
            tiff.fields.put(Tag.GEO_KEYS, new int[]{1, 1, 0, 3, 1024, 0, 1, 1, 3072, 0, 1, 32632, 3076, 0, 1, 9002});
            tiff.add(Image.strips(64, 64, 1, 16, (x, y, band) -> x));
        }
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> Collected.of(file, 32, 0))
                .withMessageContaining("its units are of 0.3048 m").withMessageContaining("gdalwarp");
    }

    @Test
    void takesANegativePixelHeightAsGdalDoes() throws Exception {
        try (TestTiff tiff = new TestTiff(file)) {
            double[] scale = ((double[]) tiff.fields.get(Tag.PIXEL_SCALE)).clone();
            scale[1] = -scale[1];
            tiff.fields.put(Tag.PIXEL_SCALE, scale);
            tiff.add(Image.strips(64, 64, 1, 16, (x, y, band) -> 4 * y));
        }
        NewTile tile = Collected.of(file, 32, 0).only();
        assertThat(tile.center().distanceTo(new GeoPoint(48.1561421553265, 10.3614543277247))).isLessThan(0.01);
        assertThat(Collected.level(Collected.picture(tile), 0.5, 0.25, 0)).isCloseTo(62, within(4.0));
    }

    @Test
    void takesOptionsWithinTheirRangeOnly() {
        for (double[] wrong : new double[][]{{0, 0}, {-1, 0}, {Double.NaN, 0}, {100, 0.95}, {100, -0.1}}) {
            assertThatIllegalArgumentException().isThrownBy(() -> GeoTiffSource.open(file, wrong[0], wrong[1]));
        }
    }
}
