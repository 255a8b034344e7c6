package dev.geofix.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Photos made after public reports of cameras whose metadata were read wrongly. */
class PhotoCasesTest {
    @Test
    void aGimbalThatIsUnsetLeavesTheHeadingToTheAircraft() throws IOException {
        PhotoMetadata photo = read("gimbal-all-zero/r90_allzero.jpg");
        assertThat(photo.headingDegrees()).isCloseTo(92.9, within(1e-6));
        assertThat(photo.gimbalPitchDegrees()).isNull();
        assertThat(1 / photo.metersPerPixel()).isCloseTo(4.826, within(0.001));
    }

    @Test
    void anAircraftThatIsUnsetTooLeavesTheHeadingUnknown() throws IOException {
        PhotoMetadata photo = read("gimbal-all-zero/flight-zero-too.jpg");
        assertThat(photo.headingDegrees()).isNull();
        assertThat(photo.gimbalPitchDegrees()).isNull();
        assertThat(photo.relativeAltitudeMeters()).isEqualTo(147.13);
    }

    @ParameterizedTest
    @CsvSource({"nadir-roll180.jpg, 182.9, -90, 0", "tilted-upside-down-roll180.jpg, 133.72, -64.7, 180"})
    void theRollTurnsTheHeading(String file, double heading, double pitch, double horizon) throws IOException {
        PhotoMetadata photo = read("gimbal-roll/" + file);
        assertThat(photo.headingDegrees()).isCloseTo(heading, within(1e-6));
        assertThat(photo.gimbalPitchDegrees()).isCloseTo(pitch, within(1e-6));
        assertThat(Math.abs(photo.horizonDegrees())).isCloseTo(horizon, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"other-makers-xmp/v_parrot.jpg", "other-makers-xmp/v_pix4d_camera.jpg"})
    void otherMakersAreRead(String file) throws IOException {
        PhotoMetadata photo = read(file);
        assertThat(photo.headingDegrees()).isCloseTo(92.9, within(1e-6));
        assertThat(photo.gimbalPitchDegrees()).isCloseTo(-90, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v_dji", "v_amp", "v_dup"})
    void aPacketThatIsNoXmlIsRead(String file) throws IOException {
        PhotoMetadata photo = read("xmp-not-wellformed/" + file + ".jpg");
        assertThat(photo.headingDegrees()).isCloseTo(92.9, within(1e-6));
        assertThat(photo.relativeAltitudeMeters()).isEqualTo(147.13);
        assertThat(photo.remarks()).hasSize(file.equals("v_dji") ? 0 : 1);
    }

    @Test
    void aPngTellsAsMuchAsAJpeg() throws IOException {
        PhotoMetadata photo = read("png-xmp/photo.png");
        assertThat(photo.headingDegrees()).isCloseTo(92.9, within(1e-6));
        assertThat(photo.relativeAltitudeMeters()).isEqualTo(147.13);
        assertThat(photo.position()).isNotNull();
        assertThat(photo.focal()).isNotNull();
    }

    @Test
    void aPositionInXmpAloneIsRead() throws IOException {
        PhotoMetadata photo = read("xmp-gps-only/xgps.jpg");
        assertThat(photo.position().latitude()).isCloseTo(-48.87634, within(1e-9));
        assertThat(photo.position().longitude()).isCloseTo(-123.38597, within(1e-9));
    }

    private static PhotoMetadata read(String file) throws IOException {
        return PhotoMetadata.read(Files.readAllBytes(SharedData.require("cases/" + file)));
    }
}
