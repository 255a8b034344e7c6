package dev.geofix.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.geofix.platform.UserException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocateSettingsTest {
    private static final List<Double> TURNS = List.of(0.0);

    @Test
    void oneOfEachIsEnough() {
        assertThat(new LocateSettings(TURNS, TURNS, 1, 1).parallel()).isEqualTo(1);
    }

    @Test
    void noneIsTooLittle() {
        assertThatExceptionOfType(UserException.class).isThrownBy(() -> new LocateSettings(List.of(), TURNS, 1, 1));
        assertThatExceptionOfType(UserException.class).isThrownBy(() -> new LocateSettings(TURNS, List.of(), 1, 1));
        assertThatExceptionOfType(UserException.class).isThrownBy(() -> new LocateSettings(TURNS, TURNS, 0, 1));
        assertThatExceptionOfType(UserException.class).isThrownBy(() -> new LocateSettings(TURNS, TURNS, 1, 0));
    }
}
