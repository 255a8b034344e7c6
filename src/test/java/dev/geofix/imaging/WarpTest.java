package dev.geofix.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WarpTest {
    private static final double[] IDENTITY = {1, 0, 0, 0, 1, 0, 0, 0, 1};

    @Test
    void theIdentityLeavesThePictureAsItIs() {
        RgbImage noise = noise(31, 17);
        assertThat(Warp.projective(noise, IDENTITY, 31, 17, Warp.Edge.REFLECT).pixels()).isEqualTo(noise.pixels());
    }

    @Test
    void aQuarterTurnMovesEachPixel() {
        RgbImage noise = noise(16, 16);
        double[] turn = {0, 1, 0, -1, 0, 16, 0, 0, 1};
        RgbImage turned = Warp.projective(noise, turn, 16, 16, Warp.Edge.REFLECT);
        // Target (x, y) shows source (y, 16 − x).
        assertThat(pixel(turned, 3, 5)).isEqualTo(pixel(noise, 5, 12));
    }

    @Test
    void aStrongReductionAveragesInsteadOfAliasing() {
        byte[] stripes = new byte[3 * 256 * 256];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = (byte) (i / 3 % 2 == 0 ? 0 : 254);
        }
        double[] eighth = {8, 0, 0, 0, 8, 0, 0, 0, 1};
        RgbImage small = Warp.projective(new RgbImage(256, 256, stripes), eighth, 32, 32, Warp.Edge.REFLECT);
        for (byte value : small.pixels()) {
            assertThat((double) (value & 0xff)).isCloseTo(127, within(2.0));
        }
    }

    /** Which level is taken must not depend on which were asked for before. */
    @Test
    void aPyramidThatWasUsedGivesTheSame() {
        Pyramid used = new Pyramid(noise(203, 150));
        for (double shrink : new double[]{9, 1, 4, 2.2, 1000, 1.5}) {
            double[] smaller = {shrink, 0, 0, 0, shrink, 0, 0, 0, 1};
            assertThat(Warp.projective(used, smaller, 20, 15, Warp.Edge.NEUTRAL))
                    .isEqualTo(Warp.projective(used.picture(), smaller, 20, 15, Warp.Edge.NEUTRAL));
        }
    }

    @Test
    void outsideIsTheMirrorImageOrANeutralColour() {
        RgbImage noise = noise(8, 8);
        double[] left = {1, 0, -3, 0, 1, 0, 0, 0, 1};
        assertThat(pixel(Warp.projective(noise, left, 8, 8, Warp.Edge.REFLECT), 2, 4)).isEqualTo(pixel(noise, 0, 4));
        assertThat(pixel(Warp.projective(noise, left, 8, 8, Warp.Edge.NEUTRAL), 0, 4))
                .isEqualTo(124 << 16 | 116 << 8 | 104);
    }

    @Test
    void refusesAMapWithoutNumbers() {
        double[] broken = IDENTITY.clone();
        broken[4] = Double.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Warp.projective(noise(4, 4), broken, 4, 4, Warp.Edge.REFLECT));
    }

    private static RgbImage noise(int width, int height) {
        byte[] pixels = new byte[3 * width * height];
        new Random(5).nextBytes(pixels);
        return new RgbImage(width, height, pixels);
    }

    private static int pixel(RgbImage image, int x, int y) {
        int at = 3 * (y * image.width() + x);
        return (image.pixels()[at] & 0xff) << 16 | (image.pixels()[at + 1] & 0xff) << 8 | image.pixels()[at + 2] & 0xff;
    }

    @Test
    void minusTheHeadingPutsNorthUp() {
        // The photo's upper edge looks east, so north is its left edge: black there, white elsewhere.
        byte[] pixels = new byte[3 * 8 * 8];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 3 % 8 < 4 ? 0 : 255);
        }
        RgbImage northUp = Warp.square(new RgbImage(8, 8, pixels), 8, -90, 8, Warp.Edge.REFLECT);
        assertThat(northUp.crop(0, 0, 8, 4).pixels()).containsOnly(0);
        assertThat(northUp.crop(0, 4, 8, 4).pixels()).containsOnly(-1);
    }
}
