package dev.geofix.ingest.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.imaging.RgbImage;
import dev.geofix.ingest.source.UnusableSourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeoTiffEncodingTest {
    private static RgbImage read(String name) throws Exception {
        Collected collected = Collected.of(Fixture.of(name), 32, 0);
        assertThat(collected.refused).isEmpty();
        return Collected.picture(collected.only());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lzw-tiles", "lzw-strips-of-7", "packbits-bands", "bigtiff-big-endian", "sixteen-bits",
        "sixteen-bits-big-endian", "bgr"})
    void readsTheSamePictureHoweverItIsWritten(String name) throws Exception {
        assertThat(read(name).pixels()).isEqualTo(read("deflate-strips").pixels());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg-rgb-tiles", "jpeg-ycbcr-tiles", "jpeg-bands-tiles"})
    void readsJpegBlocks(String name) throws Exception {
        RgbImage picture = read(name);
        RgbImage expected = read("deflate-strips");
        for (double at : new double[]{0.1, 0.5, 0.9}) {
            for (int channel = 0; channel < 3; channel++) {
                assertThat(Collected.level(picture, at, 1 - at, channel))
                        .isCloseTo(Collected.level(expected, at, 1 - at, channel), within(4.0));
            }
        }
    }

    @Test
    void readsGreyAndItsNegative() throws Exception {
        RgbImage grey = read("grey");
        RgbImage negative = read("white-is-zero");
        assertThat(Collected.level(grey, 0.5, 0.5, 0)).isCloseTo(126, within(2.0));
        assertThat(Collected.level(grey, 0.8, 0.5, 2)).isCloseTo(0.8 * 64 * 4, within(5.0));
        assertThat(Collected.level(negative, 0.8, 0.5, 1)).isCloseTo(255 - 0.8 * 64 * 4, within(5.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha", "mask"})
    void transparentPixelsHaveTheColourOfNothing(String name) throws Exception {
        RgbImage picture = read(name);
        assertThat(Collected.level(picture, 0.9, 0.5, 0)).isCloseTo(0.9 * 64 * 4, within(6.0));
        if (name.equals("alpha")) {
            assertThat(Collected.level(picture, 0.05, 0.5, 0)).isCloseTo(124, within(3.0));
        }
    }

    @ParameterizedTest
    @CsvSource({"zstd, ZSTD", "lerc, LERC", "webp, WebP"})
    void namesACompressionThatIsNotReadAndTheWayOut(String name, String compression) {
        assertThatExceptionOfType(UnusableSourceException.class)
                .isThrownBy(() -> GeoTiffSource.open(Fixture.of(name), 32, 0))
                .withMessage(
                        name + ".tif is compressed with " + compression + ", which is not read here. Write it again: "
                                + "gdal_translate -co COMPRESS=DEFLATE -co TILED=YES " + name + ".tif out.tif.");
    }

    @ParameterizedTest
    @CsvSource({"floating-point, gdal_translate -ot Byte -scale",
        "no-georeference, gdal_edit.py -a_srs EPSG:4326 -a_ullr",
        "no-coordinate-system, gdal_edit.py -a_srs", "control-points, gdalwarp -t_srs",
        "robinson, gdalwarp -t_srs EPSG:3857 robinson.tif"})
    void saysHowToMakeAFileThatCanBeRead(String name, String way) {
        assertThatExceptionOfType(UnusableSourceException.class)
                .isThrownBy(() -> GeoTiffSource.open(Fixture.of(name), 32, 0)).withMessageStartingWith(name + ".tif ")
                .withMessageContaining(way);
    }

    @Test
    void refusesTilesTooSmallOrTooLargeForThePicture() {
        assertThatExceptionOfType(UnusableSourceException.class)
                .isThrownBy(() -> GeoTiffSource.open(Fixture.of("grey"), 5, 0))
                .withMessageContaining("groundMeters of at least 17");
        assertThatExceptionOfType(UnusableSourceException.class)
                .isThrownBy(() -> GeoTiffSource.open(Fixture.of("grey"), 100, 0))
                .withMessageContaining("groundMeters of at most 32");
    }
}
