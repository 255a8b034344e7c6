package dev.geofix.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.calibration.Trial.MeasuredPlacement;
import dev.geofix.geo.GeoPoint;
import dev.geofix.locate.Candidate;
import dev.geofix.verification.Evidence;
import dev.geofix.verification.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrustFitTest {
    private static final double PRECISION = 0.995;
    private static final double COVERAGE = 0.9;
    private static final double WITHIN = 25;

    private final Random random = new Random(4);

    @Test
    void manyAgreeingKeypointsAreAcceptedAndFewAreNot() {
        Trust trust = fit(trials(60, 0));
        assertThat(trust.threshold()).isGreaterThanOrEqualTo(0.8);
        assertThat(trust.probability(evidence(90))).isGreaterThan(trust.threshold());
        assertThat(trust.probability(evidence(13))).isLessThan(0.3);
        // All sixty were found; one more counts as missed.
        assertThat(trust.recall()).isCloseTo(60.0 / 61, within(0.001));
    }

    @Test
    void theRadiusCoversWhatItPromisesStraightDownAndAskew() {
        List<Trial> trials = trials(400, 0);
        trials.addAll(trials(400, 0.6));
        Trust trust = fit(trials);
        assertThat(trust.groundDeviation()).isCloseTo(1.2, within(0.2));
        assertThat(trust.reliefDeviation()).isGreaterThan(2);
        for (double displacement : new double[]{0, 0.6}) {
            assertThat(TrustFit.figures(trials(400, displacement), trust, COVERAGE, WITHIN).get("radiusCovers"))
                    .asInstanceOf(InstanceOfAssertFactories.DOUBLE).isBetween(0.85, 0.97);
        }
    }

    /** The nearest of the wrong placements must not be accepted for the sake of the share of right ones. */
    @Test
    void aLookAlikeRaisesTheThreshold() {
        List<Trial> trials = trials(60, 0);
        for (int i = 0; i < 5; i++) {
            trials.add(
                    trial(null, new MeasuredPlacement("look-alike", evidence(70), Double.POSITIVE_INFINITY, 0.1, 0)));
        }
        Trust trust = fit(trials);
        assertThat(TrustFit.figures(trials, trust, COVERAGE, WITHIN)).containsEntry("strangersAccepted", 0L)
                .containsEntry("acceptedAndWrong", 0);
    }

    /** Rows of equal houses: many keypoints agree with the wrong row too. */
    @Test
    void ofTwoPlacesThatAreAlikeNeitherIsBelieved() {
        Trust trust = fit(trials(60, 0));
        assertThat(trust.probability(new Evidence(110, 500, 0.5, 2, 15, 1, 0, 0.5))).isGreaterThan(trust.threshold());
        assertThat(trust.probability(new Evidence(110, 500, 0.5, 2, 90, 1, 0, 0.5))).isBetween(0.4, 0.6);
        assertThat(trust.probability(new Evidence(80, 500, 0.5, 2, 110, 1, 0, 0.5))).isLessThan(0.5);
    }

    @Test
    void whereThereIsNothingToLearnFromTheDefaultStays() {
        assertThat(fit(List.of())).isEqualTo(Trust.DEFAULT);
        assertThat(fit(trials(10, 0).stream().filter(trial -> trial.truth() != null).toList()))
                .isEqualTo(Trust.DEFAULT);
    }

    /** Sixty photos and as many strangers tell no more than one in 122. */
    @Test
    void whatIsToldOfAProbabilityGrowsWithTheTrials() {
        Trust trust = fit(trials(60, 0));
        assertThat(trust.trials()).isEqualTo(120);
        assertThat(trust.probability(evidence(250))).isGreaterThan(0.9999);
        assertThat(trust.confidence(trust.probability(evidence(250)))).isEqualTo(121.0 / 122);
        assertThat(trust.confidence(0.9)).isEqualTo(0.9);
        assertThat(fit(trials(2000, 0)).confidence(1)).isEqualTo(0.999);
    }

    @Test
    void aManifestOfBeforeHasNoTrials() {
        Map<String, Object> manifest = fit(trials(60, 0)).toManifest();
        manifest.remove("trials");
        assertThat(Trust.of(manifest).confidence(0.99999999)).isEqualTo(0.999);
    }

    @Test
    void whatIsAcceptedIsNotToldBelowTheThreshold() {
        Trust few = new Trust(0, List.of(1.0, 1.0, 1.0, 1.0, 1.0), 0.97, 9, 1.5, 5, 0.9, 10);
        assertThat(few.confidence(0.98)).isEqualTo(0.97);
        assertThat(few.confidence(0.96)).isEqualTo(0.96);
    }

    @Test
    void aManifestKeepsIt() {
        Trust trust = fit(trials(60, 0.4));
        assertThat(Trust.of(trust.toManifest())).isEqualTo(trust);
    }

    private static Trust fit(List<Trial> trials) {
        return new TrustFit(trials, PRECISION, COVERAGE, WITHIN).fit();
    }

    /** So many photos that are found, 1.2 m off and what relief of 5 m displaces, and as many strangers. */
    private List<Trial> trials(int count, double displacement) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double relief = 5 * displacement * random.nextGaussian();
            double error = Math.hypot(1.2 * random.nextGaussian() + relief, 1.2 * random.nextGaussian());
            trials.add(trial(MadeUpTrials.ORIGIN,
                    new MeasuredPlacement("photo", evidence(60 + random.nextInt(200)), error, 0.01, displacement)));
            trials.add(trial(null, new MeasuredPlacement("stranger", evidence(9 + random.nextInt(9)),
                    Double.POSITIVE_INFINITY, 0.5, displacement)));
        }
        return trials;
    }

    private static Trial trial(@Nullable GeoPoint truth, MeasuredPlacement close) {
        return new Trial(List.of(new Candidate(MadeUpTrials.ORIGIN, MadeUpTrials.SIDE, 0.5)), truth, close);
    }

    private static Evidence evidence(int inliers) {
        return new Evidence(inliers, 500, 0.5, 2, 9, 1, 0, 0.5);
    }
}
