package dev.geofix.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.vectorindex.Vectors;
import org.junit.jupiter.api.Test;

class GrownVectorsTest {
    private final float[][] real = new Vectors(512, 13).clusters(30, 1);
    private final GrownVectors grown = new GrownVectors(real, 1);

    @Test
    void viewsOfAPlaceAreAlikeAndOthersAreLess() {
        for (int place : new int[]{0, 29, 30, 1000}) {
            int first = place * GrownVectors.VIEWS;
            double own = Vectors.cosine(grown.vector(first), grown.vector(first + 1));
            double other = Vectors.cosine(grown.vector(first), grown.vector(first + GrownVectors.VIEWS));
            assertThat(own).isBetween(other + 0.02, 0.999);
            assertThat(Vectors.cosine(grown.vector(first), grown.vector(first))).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void isTheSameWheneverAskedForButNoQueryIsAmongThem() {
        assertThat(grown.vector(77)).isEqualTo(grown.vector(77)).isNotEqualTo(grown.vector(78))
                .isNotEqualTo(new GrownVectors(real, 2).vector(77));
        assertThat(grown.query(3, 10)).isEqualTo(grown.query(3, 10));
        for (int i = 0; i < GrownVectors.VIEWS; i++) {
            assertThat(Vectors.cosine(grown.query(3, GrownVectors.VIEWS), grown.vector(i))).isLessThan(0.9999);
        }
    }
}
