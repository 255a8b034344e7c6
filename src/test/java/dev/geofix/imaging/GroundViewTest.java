package dev.geofix.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroundViewTest {
    /** A pole under a camera that looks down at 45° hides as much ground as it is high, whichever way the camera is tilted. */
    @ParameterizedTest
    @CsvSource({"0,0,0", "45,0,1", "-45,0,1", "0,45,1", "0,-45,1", "45,45,1.732"})
    void reliefIsDisplacedByTheTangentOfTheTilt(double tilt, double sideTilt, double displacement) {
        GroundView view = new GroundView(400, 300, 4, 30, tilt, sideTilt, 900.0);
        assertThat(view.reliefDisplacement()).isCloseTo(displacement, within(0.001));
    }
}
