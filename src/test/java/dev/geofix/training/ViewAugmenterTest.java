package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.imaging.Normalisation;
import dev.geofix.imaging.RgbImage;
import dev.geofix.training.ViewAugmenter.Augmentation;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ViewAugmenterTest {
    private static final int SIDE = 32;
    private static final Augmentation NONE = new Augmentation(0, 0, false, 0, false, 0, 0, 0);
    private static final Normalisation RAW = new Normalisation(new float[3], new float[]{1, 1, 1});

    @Test
    void withoutAugmentationAViewIsLeftAsItIs() {
        float[] planes = augment(NONE, false, 1);
        assertThat(planes[5]).isCloseTo(5 / 255f, within(1e-6f));
        assertThat(planes[SIDE * SIDE + 3 * SIDE]).isCloseTo(6 / 255f, within(1e-6f));
    }

    @Test
    void aMirroredPairRunsFromRightToLeft() {
        float[] plain = augment(NONE, false, 1);
        float[] mirrored = augment(NONE, true, 1);
        for (int x = 0; x < SIDE; x++) {
            assertThat(mirrored[x]).isEqualTo(plain[SIDE - 1 - x]);
        }
    }

    @Test
    void paddingShiftsByAtMostItsWidthAndRepeatsTheEdge() {
        Augmentation padded = new Augmentation(0, 4, false, 0, false, 0, 0, 0);
        boolean moved = false;
        for (int seed = 0; seed < 20; seed++) {
            float[] planes = augment(padded, false, seed);
            int shift = Math.round(planes[10] * 255) - 10;
            assertThat(Math.abs(shift)).isLessThanOrEqualTo(4);
            assertThat(Math.round(planes[0] * 255)).isEqualTo(Math.max(0, shift));
            moved |= shift != 0;
        }
        assertThat(moved).isTrue();
    }

    @Test
    void erasingBlanksOneRectangleOfTheStatedArea() {
        Augmentation erased = new Augmentation(0, 0, false, 0, false, 1, 0, 0);
        float[] white = new float[3 * SIDE * SIDE];
        for (int seed = 0; seed < 20; seed++) {
            new ViewAugmenter(erased, RAW).write(even(255), false, false, 0, white, 0, new SplittableRandom(seed));
            int blank = 0;
            for (int i = 0; i < SIDE * SIDE; i++) {
                blank += white[i] == 0 ? 1 : 0;
            }
            assertThat(blank / (double) (SIDE * SIDE)).isBetween(0.01, 0.45);
        }
    }

    @Test
    void onlyAViewWhoseHeadingIsFreeIsTurned() {
        Augmentation turning = new Augmentation(0, 0, false, 0, true, 0, 0, 0);
        boolean turned = false;
        for (int seed = 0; seed < 8; seed++) {
            float[] free = new float[3 * SIDE * SIDE];
            new ViewAugmenter(turning, RAW).write(ramp(), true, false, 0, free, 0, new SplittableRandom(seed));
            turned |= free[0] > free[SIDE - 1];
            assertThat(augment(turning, false, seed)).isEqualTo(augment(NONE, false, seed));
        }
        assertThat(turned).isTrue();
    }

    @Test
    void jitterChangesColoursByNoMoreThanItsAmount() {
        float[] planes = new float[3 * SIDE * SIDE];
        new ViewAugmenter(new Augmentation(0.1, 0, false, 0, false, 0, 0, 0), RAW).write(even(100), false, false, 0,
                planes, 0, new SplittableRandom(4));
        assertThat(planes[7]).isNotEqualTo(100 / 255f).isCloseTo(100 / 255f, within(0.1f * 100 / 255f));
    }

    private static float[] augment(Augmentation augmentation, boolean mirrored, int seed) {
        float[] planes = new float[3 * SIDE * SIDE];
        new ViewAugmenter(augmentation, RAW).write(ramp(), false, mirrored, 0, planes, 0, new SplittableRandom(seed));
        return planes;
    }

    /** Red grows to the right, green downwards. */
    private static RgbImage ramp() {
        byte[] pixels = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            pixels[3 * i] = (byte) (i % SIDE);
            pixels[3 * i + 1] = (byte) (2 * (i / SIDE));
        }
        return new RgbImage(SIDE, SIDE, pixels);
    }

    private static RgbImage even(int value) {
        byte[] pixels = new byte[3 * SIDE * SIDE];
        java.util.Arrays.fill(pixels, (byte) value);
        return new RgbImage(SIDE, SIDE, pixels);
    }
}
