package dev.geofix.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.platform.UserException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The formulas of the class, in numbers. */
class TrustTest {
    private static final List<Double> WEIGHTS = List.of(0.5, 0.25, 2.0, 1.0, 3.0);
    private static final Trust TRUST = new Trust(-1, WEIGHTS, 0.8, 9, 1.5, 5, 0.95);

    private static Evidence evidence(int inliers, int matches, double spread, int runnerUp) {
        return new Evidence(inliers, matches, spread, 1, runnerUp, 1, 0, 0.3);
    }

    @Test
    void termsAreThoseOfTheLogistic() {
        assertThat(Trust.terms(evidence(20, 80, 0.5, 4))).containsExactly(
                new double[]{2.995732274, 1.435084525, 0.5, 0.5, 0.3}, within(1e-9));
        assertThat(Trust.terms(evidence(0, 0, 0.9, 0))).containsExactly(new double[]{0, 0, 0, 0.7, 0.3},
                within(1e-12));
    }

    @Test
    void aPlaceWithoutARivalHasTheLogisticsProbability() {
        // −1 + 0.5·2.995732 + 0.25·1.435085 + 2·0.5 + 0.5 + 0.9 = 3.256637
        assertThat(TRUST.probability(evidence(20, 80, 0.5, 4))).isCloseTo(0.962911, within(1e-6));
    }

    /** What a runner-up exceeds chance by takes its share by squares. */
    @ParameterizedTest
    @CsvSource({"35, 15, 1", "35, 25, 0.8", "35, 35, 0.5", "35, 55, 0.2", "15, 16, 0", "10, 30, 0"})
    void aRivalTakesItsShare(int inliers, int runnerUp, double share) {
        Evidence here = evidence(inliers, 80, 0.5, runnerUp);
        double sum = -1;
        double[] terms = Trust.terms(here);
        for (int i = 0; i < terms.length; i++) {
            sum += WEIGHTS.get(i) * terms[i];
        }
        assertThat(TRUST.probability(here)).isCloseTo(share / (1 + Math.exp(-sum)), within(1e-12));
    }

    @Test
    void whatWasNotConfirmedIsBelievedLess() {
        assertThat(TRUST.unconfirmed(0.9)).isCloseTo(0.310345, within(1e-6));
        assertThat(TRUST.unconfirmed(0)).isZero();
        assertThat(TRUST.unconfirmed(1)).isCloseTo(1, within(1e-12));
        assertThat(new Trust(0, WEIGHTS, 0.8, 9, 1.5, 5, 0).unconfirmed(0.9)).isCloseTo(0.9, within(1e-12));
    }

    @Test
    void scatterGroundAndReliefAddUp() {
        // 9·0.25 + 1.5² + (5·0.4)² / 2 = 6.5
        assertThat(TRUST.deviation(0.5, 0.4)).isCloseTo(Math.sqrt(6.5), within(1e-12));
        assertThat(TRUST.spread(2, 0.9)).isCloseTo(4.291932, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.001, 0, 0, 0", "1, 9, 1, 1, 0.999"})
    void takesNumbersUpToTheirEnds(double threshold, double scatter, double ground, double relief, double recall) {
        assertThatCode(() -> new Trust(0, WEIGHTS, threshold, scatter, ground, relief, recall))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"-0.001, 9, 1, 1, 0.9", "1.001, 9, 1, 1, 0.9", "NaN, 9, 1, 1, 0.9", "0.8, 0, 1, 1, 0.9",
        "0.8, NaN, 1, 1, 0.9", "0.8, 9, -0.001, 1, 0.9", "0.8, 9, NaN, 1, 0.9", "0.8, 9, 1, -0.001, 0.9",
        "0.8, 9, 1, NaN, 0.9", "0.8, 9, 1, 1, 1", "0.8, 9, 1, 1, -0.001", "0.8, 9, 1, 1, NaN"})
    void refusesNumbersBeyondThem(double threshold, double scatter, double ground, double relief, double recall) {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new Trust(0, WEIGHTS, threshold, scatter, ground, relief, recall));
    }

    @Test
    void refusesOtherWeightsThanFiveFiniteOnes() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new Trust(Double.NaN, WEIGHTS, 0.8, 9, 1.5, 5, 0.95));
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new Trust(0, Collections.nCopies(4, 1.0), 0.8, 9, 1.5, 5, 0.95));
        assertThatExceptionOfType(UserException.class).isThrownBy(() -> new Trust(0,
                List.of(1.0, 1.0, 1.0, 1.0, Double.POSITIVE_INFINITY), 0.8, 9, 1.5, 5, 0.95));
    }

    @Test
    void aManifestHoldsAllOfIt() {
        assertThat(Trust.of(TRUST.toManifest())).isEqualTo(TRUST);
        assertThat(Trust.ofModel(TRUST.toManifest())).isEqualTo(TRUST);
        assertThat(Trust.ofModel(Map.of())).isEqualTo(Trust.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bias", "weights", "threshold", "scatterFactor", "groundDeviation", "reliefDeviation",
        "recall"})
    void refusesAManifestThatLacksANumber(String name) {
        Map<String, Object> manifest = new HashMap<>(TRUST.toManifest());
        manifest.remove(name);
        assertThatExceptionOfType(UserException.class).isThrownBy(() -> Trust.of(manifest)).withMessageContaining(name);
        manifest.put(name, "0.5");
        assertThatExceptionOfType(UserException.class).isThrownBy(() -> Trust.of(manifest)).withMessageContaining(name);
    }

    /** What a photo's near corner says of its middle is no more than a guess. */
    @Test
    void whatOnlyASmallPartOfThePhotoAgreesWithIsBelievedLess() {
        double enough = TRUST.probability(evidence(80, 600, 0.2, 0));
        double half = TRUST.probability(evidence(80, 600, 0.1, 0));
        double byLogistic = TRUST.probability(evidence(80, 600, 0.2 + 1e-9, 0));
        assertThat(enough).isCloseTo(byLogistic, within(1e-6));
        assertThat(half).isLessThan(enough / 4 + 1e-9).isPositive();
        assertThat(TRUST.probability(evidence(80, 600, 0, 0))).isZero();
    }
}
