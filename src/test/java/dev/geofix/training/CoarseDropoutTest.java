package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CoarseDropoutTest {
    @Test
    void dropoutBlanksTheSameRectanglesInAllColours() {
        float[] ones = new float[3 * 40 * 40];
        Arrays.fill(ones, 1);
        new ViewAugmenter.CoarseDropout(1, 3).apply(ones, 40, new SplittableRandom(5));
        int blank = 0;
        for (int i = 0; i < 1600; i++) {
            assertThat(ones[i]).isEqualTo(ones[1600 + i]).isEqualTo(ones[3200 + i]);
            blank += ones[i] == 0 ? 1 : 0;
        }
        assertThat(blank).isBetween(16, 1200);
    }
}
