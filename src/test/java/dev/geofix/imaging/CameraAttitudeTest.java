package dev.geofix.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraAttitudeTest {
    @ParameterizedTest
    @CsvSource({"2.9, -90, 0, 2.9, -90, 0", "2.9, -90, 180, 182.9, -90, 0", "2.9, -90, 90, 92.9, -90, 0",
        "2.9, -90, -90, 272.9, -90, 0", "-46.28, -64.7, 180, 133.72, -64.7, 180", "30, -60, 0, 30, -60, 0",
        "30, -60, 90, 120, -60, -90", "30, -100, 0, 30, -80, 180", "30, -10, 3, 30, -10, 0",
        "30, -10, 180, 210, -10, 180", "350, 0, 0, 350, 0, 0", "-10, 5, 0, 350, 5, 0"})
    void aGimbalTurnsTheUpVector(double yaw, double pitch, double roll, double heading, double axis, double horizon) {
        assertIs(CameraAttitude.ofGimbal(yaw, pitch, roll), heading, axis, horizon);
    }

    @ParameterizedTest
    @CsvSource({"92.9, 0, 0, 92.9, -90, 0", "92.9, 25, 0, 92.9, -65, 0", "92.9, -25, 0, 92.9, -65, 180",
        "92.9, 0, 25, 92.9, -65, -90", "92.9, 0, -25, 92.9, -65, 90", "92.9, 90, 0, 92.9, 0, 0"})
    void pix4dsCameraLooksDownBeforeItIsTurned(double yaw, double pitch, double roll, double heading, double axis,
            double horizon) {
        assertIs(CameraAttitude.ofPix4d(yaw, pitch, roll), heading, axis, horizon);
    }

    private static void assertIs(CameraAttitude attitude, double heading, double pitch, double horizon) {
        assertThat(attitude.heading()).isCloseTo(heading, within(1e-6));
        assertThat(attitude.pitch()).isCloseTo(pitch, within(1e-6));
        assertThat(Math.abs(Math.IEEEremainder(attitude.horizon() - horizon, 360))).isLessThan(1e-6);
    }
}
