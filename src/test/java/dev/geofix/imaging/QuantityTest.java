package dev.geofix.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"+39.80|39.8", "39.8 m|39.8", "120/1|120", "-0.5|-0.5", "39,8|39.8",
        " 1.2e2 |120", "100 ft|30.48", "147130/1000 m|147.13", "39.8m above take-off|39.8", "12 metres|12"})
    void numbersAreReadAsMakersWriteThem(String text, double meters) {
        assertThat(Quantity.of(text).meters()).isCloseTo(meters, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "Infinity", "1/0", "0/0", "abc", "+", "1e999", "m 3"})
    void whatIsNoNumberIsNone(String text) {
        assertThat(Quantity.of(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 kg", "5 deg", "0x1p3"})
    void otherUnitsAreNoLength(String text) {
        assertThat(Quantity.of(text).meters()).isNull();
    }
}
