package dev.geofix.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.geofix.imaging.ImageRejectedException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRejectionTest {
    @Test
    void nothingAtAll() {
        assertThat(rejection(new byte[0]).reason()).isEqualTo(Reason.EMPTY);
    }

    @Test
    void refusesTextAndNamesWhatIsTaken() {
        ImageRejectedException rejection = rejection("<html>".getBytes(StandardCharsets.UTF_8));
        assertThat(rejection.reason()).isEqualTo(Reason.NOT_AN_IMAGE);
        assertThat(rejection).hasMessageContaining("JPEG, PNG, WebP or TIFF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.gif", "other.bmp", "elevation.tif"})
    void refusesOtherKindsOfImage(String file) {
        assertThat(rejection(TestPicture.encoded(file)).reason()).isEqualTo(Reason.NOT_AN_IMAGE);
    }

    @Test
    void refusesMoreBytesThanAllowed() {
        ImageLimits small = new ImageLimits(1_000_000, 10_000, 100);
        assertThat(rejection(TestPicture.encoded("baseline.jpg"), small).reason()).isEqualTo(Reason.TOO_MANY_BYTES);
    }

    @Test
    void refusesAHugePngByItsHeader() {
        byte[] png = TestPicture.encoded("picture.png");
        ByteBuffer.wrap(png).putInt(16, 40_000).putInt(20, 40_000);
        assertThat(rejection(png).reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(rejection(png)).hasMessageContaining("40000 x 40000").hasMessageContaining("scale it");
    }

    @Test
    void refusesALongThinImage() {
        byte[] png = TestPicture.encoded("picture.png");
        ByteBuffer.wrap(png).putInt(16, 40_000).putInt(20, 1);
        assertThat(rejection(png).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void refusesAHugeJpegByItsHeader() {
        byte[] jpeg = TestPicture.encoded("baseline.jpg");
        int frame = 0;
        while (jpeg[frame] != (byte) 0xff || jpeg[frame + 1] != (byte) 0xc0) {
            frame++;
        }
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 40_000).putShort(frame + 7, (short) 40_000);
        assertThat(rejection(jpeg).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void deepSamplesCountAgainstTheLimit() {
        ImageLimits tight = new ImageLimits(48 * 32, 48, 1 << 20);
        assertThat(new ImageDecoder(tight).decode(TestPicture.encoded("grey16.png")).width()).isEqualTo(48);
        byte[] deep = TestPicture.encoded("picture.png");
        deep[24] = 16;
        deep[25] = 6;
        assertThat(rejection(deep, tight).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"baseline.jpg", "progressive.jpg", "cmyk.jpg", "grey.jpg", "picture.png", "grey16.png",
        "lossless.webp", "lossy.webp", "lzw.tif", "cmyk.tif"})
    void refusesAnImageThatIsCutOff(String file) {
        byte[] whole = TestPicture.encoded(file);
        for (int tenths = 4; tenths <= 8; tenths++) {
            ImageRejectedException rejection = rejection(Arrays.copyOf(whole, whole.length * tenths / 10));
            assertThat(rejection.reason()).as("%d tenths", tenths).isEqualTo(Reason.TRUNCATED_OR_CORRUPT);
        }
    }

    private static ImageRejectedException rejection(byte[] encoded) {
        return rejection(encoded, ImageLimits.DEFAULT);
    }

    private static ImageRejectedException rejection(byte[] encoded, ImageLimits limits) {
        return catchThrowableOfType(ImageRejectedException.class, () -> new ImageDecoder(limits).decode(encoded));
    }
}
