package dev.geofix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThinnedTest {
    @Test
    void keepsAShortSequenceWhole() {
        assertThat(thinned(4, 5)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void keepsFirstAndLastOfALongOne() {
        for (int length = 1; length < 200; length++) {
            List<Integer> kept = thinned(length, 7);
            assertThat(kept).as("of %d", length).hasSizeLessThanOrEqualTo(7).startsWith(0).endsWith(length - 1)
                    .isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void keepsThemEvenlySpread() {
        assertThat(thinned(17, 10)).containsExactly(0, 2, 4, 6, 8, 10, 12, 14, 16);
    }

    @Test
    void twoAreFirstAndLast() {
        assertThat(thinned(100, 2)).containsExactly(0, 99);
    }

    private static List<Integer> thinned(int length, int limit) {
        MetricsReader.Thinned<Integer> thinned = new MetricsReader.Thinned<>(limit);
        IntStream.range(0, length).forEach(thinned::add);
        return thinned.items();
    }
}
