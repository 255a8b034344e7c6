package dev.geofix.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PhotometryTest {
    @Test
    void lightStaysWithinBlackAndWhiteAndDiffersFromDrawToDraw() {
        float[] first = planes();
        float[] second = planes();
        new Photometry(1).apply(first, 16, new SplittableRandom(1));
        new Photometry(1).apply(second, 16, new SplittableRandom(2));
        assertThat(first).isNotEqualTo(second);
        for (float value : first) {
            assertThat(value).isBetween(0f, 1f);
        }
    }

    @Test
    void aPictureGoesThereAndBackUnharmed() {
        byte[] pixels = new byte[3 * 16];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (5 * i);
        }
        RgbImage picture = new RgbImage(4, 4, pixels);
        assertThat(Photometry.NONE.apply(picture, new SplittableRandom(1))).isEqualTo(picture);
        assertThat(new Photometry(1).apply(picture, new SplittableRandom(1))).isNotEqualTo(picture);
    }

    @Test
    void withoutStrengthThePictureStaysAsItIs() {
        float[] planes = planes();
        Photometry.NONE.apply(planes, 16, new SplittableRandom(1));
        assertThat(planes).isEqualTo(planes());
    }

    @Test
    void aBlurKeepsTheMeanOfAFlatPictureAndSmoothsAnEdge() {
        float[] edge = new float[3 * 16 * 16];
        for (int i = 0; i < edge.length; i++) {
            edge[i] = i % 16 < 8 ? 0 : 1;
        }
        Photometry.Blur.box(edge, 16, 1);
        assertThat(edge[7]).isCloseTo(1 / 3f, within(1e-5f));
        assertThat(edge[8]).isCloseTo(2 / 3f, within(1e-5f));
        assertThat(edge[0]).isZero();
        assertThat(edge[15]).isCloseTo(1, within(1e-5f));
    }

    private static float[] planes() {
        float[] planes = new float[3 * 16 * 16];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = i % 97 / 97f;
        }
        return planes;
    }
}
