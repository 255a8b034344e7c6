package dev.geofix.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.imaging.RgbImage;
import dev.geofix.testing.Pictures;
import org.junit.jupiter.api.Test;

class PhaseSpectrumTest {
    @Test
    void aShiftedCropSharesGroundWithItsNeighbour() {
        RgbImage ground = RgbImage.of(Pictures.picture(1, 300));
        PhaseSpectrum one = PhaseSpectrum.of(ground.crop(0, 0, 200, 200));
        assertThat(one.sharesGroundWith(PhaseSpectrum.of(ground.crop(40, 20, 200, 200)))).isTrue();
        assertThat(one.correlation(one)).isGreaterThan(0.99);
    }

    @Test
    void differentGroundIsNotShared() {
        PhaseSpectrum one = PhaseSpectrum.of(RgbImage.of(Pictures.picture(1, 200)));
        for (int other = 2; other < 12; other++) {
            assertThat(one.sharesGroundWith(PhaseSpectrum.of(RgbImage.of(Pictures.picture(other, 200))))).isFalse();
        }
    }
}
