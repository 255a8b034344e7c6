package dev.geofix.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.geofix.imaging.PhotoMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToldMetadataTest {
    private static final PhotoMetadata BARE = PhotoMetadata.ofSize(400, 300);
    private static final PhotoMetadata FULL = BARE.with(new PhotoMetadata.Overrides(350.0, 100.0, 24.0, -90.0));

    @ParameterizedTest
    @CsvSource({"photo,350,100", "nothing,,", "heading,350,", "no-heading,,100", "heading+30,20,100",
        "heading-30.5,319.5,100", "altitude*0.7,350,70"})
    void tellsSoMuch(String name, Double heading, Double altitude) {
        PhotoMetadata told = ToldMetadata.of(name).of(FULL, null);
        assertThat(told).isNotNull();
        assertThat(told.headingDegrees()).isEqualTo(heading);
        assertThat(told.relativeAltitudeMeters()).isEqualTo(altitude);
        assertThat(told.width()).isEqualTo(400);
    }

    @Test
    void aHeadingMayStandBesideThePlace() {
        PhotoMetadata told = ToldMetadata.of("heading-30").of(BARE, 10.0);
        assertThat(told).isNotNull();
        assertThat(told.headingDegrees()).isEqualTo(340);
    }

    @ParameterizedTest
    @ValueSource(strings = {"heading", "heading+30", "altitude*1.4"})
    void whatIsNotKnownCannotBeToldWrong(String name) {
        assertThat(ToldMetadata.of(name).of(BARE, null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "all", "heading30", "altitude*0", "altitude*-1", "heading+1e3"})
    void refusesWhatItDoesNotKnow(String name) {
        assertThatThrownBy(() -> ToldMetadata.of(name)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-heading");
    }
}
