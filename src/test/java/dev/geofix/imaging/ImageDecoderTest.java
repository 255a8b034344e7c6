package dev.geofix.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
    private static final RgbImage PICTURE = TestPicture.decoded("picture.png");

    @ParameterizedTest
    @ValueSource(strings = {"lossless.webp", "lzw.tif", "two-pages.tif"})
    void lossless(String file) {
        assertThat(TestPicture.decoded(file)).isEqualTo(PICTURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"baseline.jpg", "progressive.jpg", "cmyk.jpg", "ycck.jpg", "lossy.webp", "palette.png",
        "cmyk.tif"})
    void nearlyLossless(String file) {
        RgbImage decoded = TestPicture.decoded(file);
        assertThat(decoded.width()).isEqualTo(48);
        assertThat(TestPicture.difference(decoded, PICTURE)).isLessThan(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grey.tif", "grey16.png", "grey16.tif"})
    void greyOfAnyDepthIsTheSameGrey(String file) {
        assertThat(TestPicture.decoded(file)).isEqualTo(TestPicture.decoded("grey.png"));
    }

    @Test
    void greyJpegKeepsItsLevels() {
        assertThat(TestPicture.difference(TestPicture.decoded("grey.jpg"), TestPicture.decoded("grey.png")))
                .isLessThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"half-clear.png", "half-clear.webp", "half-clear.tif"})
    void whatIsTransparentShowsTheNeutralColour(String file) {
        RgbImage decoded = TestPicture.decoded(file);
        assertThat(decoded.crop(3, 3, 1, 1).pixels()).containsExactly(124, 116, 104);
        assertThat(decoded.crop(24, 0, 24, 32)).isEqualTo(PICTURE.crop(24, 0, 24, 32));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void setsAPhotoUpright(int orientation) {
        RgbImage decoded = TestPicture.decoded("orientation-" + orientation + ".jpg");
        assertThat(decoded.width()).isEqualTo(48);
        assertThat(TestPicture.difference(decoded, PICTURE)).isLessThan(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orientation-6.png", "orientation-6.webp", "orientation-6.tif"})
    void orientationCountsInEveryFormat(String file) {
        assertThat(TestPicture.decoded(file)).isEqualTo(PICTURE);
    }

    @Test
    void theThumbnailInsideAPhotoIsNotThePhoto() throws IOException {
        byte[] photo = Files.readAllBytes(SharedData.require("imagery/pairs/brighton/full/DJI_0019.JPG"));
        assertThat(new ImageDecoder(ImageLimits.DEFAULT).decode(photo)).hasToString("RgbImage[4000 x 2250]");
    }

    @Test
    void readsGeoTiffsOfEightAndSixteenBits() throws IOException {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        assertThat(decoder.decode(Files.readAllBytes(SharedData.require("imagery/geotiff/cogeo.tif"))))
                .hasToString("RgbImage[1024 x 1024]");
        assertThat(decoder.decode(Files.readAllBytes(SharedData.require("imagery/geotiff/RGBA.uint16.tif"))))
                .hasToString("RgbImage[634 x 411]");
    }
}
