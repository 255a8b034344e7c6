package dev.geofix.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantilesTest {
    @Test
    void isTheValueOfTheNearestRankWhateverTheOrder() {
        double[] values = {40, 15, 50, 20, 35};
        assertThat(Quantiles.of(values, 0.05)).isEqualTo(15);
        assertThat(Quantiles.of(values, 0.3)).isEqualTo(20);
        assertThat(Quantiles.of(values, 0.4)).isEqualTo(20);
        assertThat(Quantiles.of(values, 0.5)).isEqualTo(35);
        assertThat(Quantiles.of(values, 1)).isEqualTo(50);
        assertThat(values).as("left as they were").containsExactly(40, 15, 50, 20, 35);
    }

    @Test
    void theMedianOfAnEvenNumberIsTheLowerOfTheTwoInTheMiddle() {
        assertThat(Quantiles.of(new double[]{4, 1, 3, 2}, 0.5)).isEqualTo(2);
    }

    @Test
    void theLeastShareIsTheLeastValueAndNothingHasNone() {
        assertThat(Quantiles.of(new double[]{3, 2}, 0)).isEqualTo(2);
        assertThat(Quantiles.of(new double[0], 0.5)).isNaN();
    }
}
