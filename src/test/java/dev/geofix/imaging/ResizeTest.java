package dev.geofix.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.geofix.testing.ParityData;
import dev.geofix.testing.SharedData;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResizeTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void isAtMostOneLevelFromPil(int example) throws IOException {
        assertAtMostOneLevelFromPil(PictureFixture.read(ParityData.of("resize.safetensors")), example);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void isAtMostOneLevelFromPilInWholePictures(int example) throws IOException {
        assertAtMostOneLevelFromPil(PictureFixture.read(SharedData.require("fixtures/resize-pil.safetensors")),
                example);
    }

    private static void assertAtMostOneLevelFromPil(PictureFixture fixture, int example) {
        RgbImage expected = fixture.picture("expect." + example);
        RgbImage actual = Resize.bicubic(fixture.picture("input." + example), expected.width(), expected.height());
        assertThat(actual.pixels()).hasSameSizeAs(expected.pixels());
        int largest = 0;
        for (int i = 0; i < actual.pixels().length; i++) {
            largest = Math.max(largest, Math.abs((actual.pixels()[i] & 0xff) - (expected.pixels()[i] & 0xff)));
        }
        assertThat(largest).isLessThanOrEqualTo(1);
    }

    @Test
    void oneColourStaysThatColour() {
        byte[] pixels = new byte[3 * 37 * 11];
        Arrays.fill(pixels, (byte) 200);
        assertThat(Resize.bicubic(new RgbImage(37, 11, pixels), 5, 40).pixels()).containsOnly((byte) 200);
    }

    @Test
    void theSameSizeIsTheSamePicture() {
        RgbImage image = new RgbImage(1, 2, new byte[]{1, 2, 3, 4, 5, 6});
        assertThat(Resize.bicubic(image, 1, 2)).isEqualTo(image);
    }

    @Test
    void withinASideTheAspectStaysAndNothingIsEnlarged() {
        RgbImage wide = new RgbImage(400, 100, new byte[3 * 400 * 100]);
        assertThat(Resize.within(wide, 200)).isEqualTo(Resize.bicubic(wide, 200, 50));
        assertThat(Resize.within(wide, 400)).isSameAs(wide);
        RgbImage line = new RgbImage(1, 1000, new byte[3 * 1000]);
        assertThat(Resize.within(line, 100)).extracting(RgbImage::width, RgbImage::height).containsExactly(1, 100);
    }

    @Test
    void refusesASizeWithoutPixels() {
        RgbImage image = new RgbImage(1, 1, new byte[3]);
        assertThatIllegalArgumentException().isThrownBy(() -> Resize.bicubic(image, 0, 5));
    }
}
