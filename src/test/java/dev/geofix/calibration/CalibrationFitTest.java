package dev.geofix.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.inference.Calibration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationFitTest {
    private static final double PRECISION = 0.95;
    private static final double COVERAGE = 0.8;

    private final Calibration fitted = new CalibrationFit(new MadeUpTrials(1).photosAndStrangers(1000), PRECISION,
            COVERAGE).fit();
    private final CalibrationReport report = report(new MadeUpTrials(2).photosAndStrangers(2000));

    @Test
    void acceptedFixesAreRightAsOftenAsWanted() {
        assertThat(report.precision()).isCloseTo(PRECISION, within(0.03));
        assertThat(report.accepted()).isGreaterThan(0.6);
    }

    @Test
    void strangersAreRejected() {
        assertThat(report.strangersRejected()).isGreaterThan(0.9);
    }

    @Test
    void theRadiusHoldsTheTruthAsOftenAsStated() {
        assertThat(fitted.coverage()).isEqualTo(COVERAGE);
        assertThat(report.radiusCovers()).isCloseTo(COVERAGE, within(0.04));
    }

    @Test
    void theConfidenceIsTheShareOfRightFixes() {
        assertThat(report.calibrationError()).isLessThan(0.06);
    }

    @Test
    void theSameTrialsGiveTheSameCalibration() {
        assertThat(new CalibrationFit(new MadeUpTrials(1).photosAndStrangers(1000), PRECISION, COVERAGE).fit())
                .isEqualTo(fitted);
    }

    @Test
    void whereNothingIsRightNothingIsAccepted() {
        List<Trial> strangers = new MadeUpTrials(3).strangers(40);
        Calibration calibration = new CalibrationFit(strangers, PRECISION, COVERAGE).fit();
        assertThat(strangers).noneMatch(trial -> trial.under(calibration).accepted());
        assertThat(CalibrationReport.of(strangers.stream().map(trial -> trial.under(calibration)).toList()).figures())
                .containsEntry("strangersRejected", 1.0).doesNotContainKeys("precision", "radiusCovers");
    }

    private CalibrationReport report(List<Trial> trials) {
        return CalibrationReport.of(trials.stream().map(trial -> trial.under(fitted)).toList());
    }
}
