package dev.geofix.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripesTest {
    private static final int VERTICAL = 1;
    private static final int DIAGONAL = 2;
    private static final int ANTIDIAGONAL = 3;

    @Test
    void verticalStripesArePairsOfColumns() {
        Stripes stripes = new Stripes(8, 4);
        assertThat(cells(stripes, VERTICAL, 1)).containsExactly(2, 3, 10, 11, 18, 19, 26, 27, 34, 35, 42, 43, 50, 51,
                58,
                59);
    }

    @Test
    void diagonalsWrapRoundTheEdge() {
        assertThat(cells(new Stripes(3, 3), DIAGONAL, 1)).containsExactly(1, 5, 6);
    }

    @Test
    void antidiagonalsWrapRoundTheEdge() {
        assertThat(cells(new Stripes(3, 3), ANTIDIAGONAL, 0)).containsExactly(2, 4, 6);
        assertThat(cells(new Stripes(3, 3), ANTIDIAGONAL, 1)).containsExactly(1, 3, 8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void stripesOfADivisorAllHaveTheSameSize(int t) {
        Stripes stripes = new Stripes(8, t);
        for (int direction = 0; direction < Stripes.DIRECTIONS; direction++) {
            for (int stripe = 0; stripe < t; stripe++) {
                assertThat(cells(stripes, direction, stripe)).hasSize(64 / t);
            }
        }
    }

    @Test
    void boundariesAreRoundedWhereTheStripesDoNotDivideTheMap() {
        Stripes stripes = new Stripes(8, 3);
        assertThat(IntStream.range(0, 8).map(row -> stripes.stripe(0, 8 * row))).containsExactly(0, 0, 0, 1, 1, 2, 2,
                2);
    }

    @Test
    void meansOfEveryStripeSumToOne() {
        float[] means = new Stripes(7, 4).means();
        for (int row = 0; row < 16; row++) {
            float sum = 0;
            for (int cell = 0; cell < 49; cell++) {
                sum += means[row * 49 + cell];
            }
            assertThat(sum).isEqualTo(1, offset(1e-6f));
        }
    }

    @Test
    void refusesMoreStripesThanTheMapHasLines() {
        assertThatThrownBy(() -> new Stripes(4, 8)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("larger image");
    }

    private static int[] cells(Stripes stripes, int direction, int stripe) {
        return IntStream.range(0, stripes.cells()).filter(cell -> stripes.stripe(direction, cell) == stripe).toArray();
    }
}
