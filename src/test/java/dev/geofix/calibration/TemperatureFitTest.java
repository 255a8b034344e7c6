package dev.geofix.calibration;

import dev.geofix.locate.Candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.geo.GeoPoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemperatureFitTest {
    @Test
    void recoversTheTemperatureThatDrewTheTrueTiles() {
        double fitted = CalibrationFit.TemperatureFit.fit(new MadeUpTrials(3).ofTemperature(0.08, 5000));
        assertThat(fitted).isCloseTo(0.08, within(0.005));
    }

    @Test
    void aTrueTileThatAlwaysScoresBestIsAsColdAsAllowed() {
        assertThat(CalibrationFit.TemperatureFit.fit(List.of(trial(0.9, 0.1))))
                .isCloseTo(CalibrationFit.TemperatureFit.LEAST, within(1e-6));
    }

    @Test
    void aTrueTileThatScoresWorstIsAsWarmAsAllowed() {
        assertThat(CalibrationFit.TemperatureFit.fit(List.of(trial(0.1, 0.9))))
                .isCloseTo(CalibrationFit.TemperatureFit.MOST, within(1e-6));
    }

    @Test
    void strangersSayNothing() {
        List<Trial> trials = new ArrayList<>(new MadeUpTrials(4).ofTemperature(0.08, 500));
        double alone = CalibrationFit.TemperatureFit.fit(trials);
        trials.addAll(new MadeUpTrials(5).strangers(500));
        assertThat(CalibrationFit.TemperatureFit.fit(trials)).isEqualTo(alone);
    }

    private static Trial trial(double trueScore, double otherScore) {
        GeoPoint truth = MadeUpTrials.ORIGIN;
        return new Trial(List.of(new Candidate(truth, 100, trueScore),
                new Candidate(truth.offset(1000, 0), 100, otherScore)), truth);
    }
}
