package dev.geofix.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.geo.GeoPoint;
import dev.geofix.inference.Calibration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FixEstimatorTest {
    private static final GeoPoint HERE = new GeoPoint(52.1, 4.3);
    private static final double SIDE = 80;
    private static final Calibration CALIBRATION = Calibration.DEFAULT;

    @Test
    void aLoneTileIsTheFix() {
        PositionFix fix = fix(tile(0, 0, 0.8));
        assertThat(fix.point().distanceTo(HERE)).isCloseTo(0, within(0.01));
        assertThat(fix.radiusMeters()).isCloseTo(1.12 * SIDE / 2, within(1e-9));
    }

    @Test
    void aTileAtAPoleIsAFixToo() {
        for (double pole : new double[]{90, -90}) {
            PositionFix fix = fix(new Candidate(new GeoPoint(pole, 77), SIDE, 0.8),
                    new Candidate(new GeoPoint(pole * 0.999999, -100), SIDE, 0.5));
            assertThat(fix.point().distanceTo(new GeoPoint(pole, 0))).isLessThan(SIDE);
        }
    }

    @Test
    void theFixLeansTowardsTheBetterOfTwoNeighbours() {
        PositionFix fix = fix(tile(0, 0, 0.80), tile(0, 80, 0.78));
        double east = fix.point().distanceTo(HERE);
        assertThat(east).isBetween(5.0, 39.0);
    }

    @Test
    void neighboursThatAgreeBeatALoneTileWithASlightlyBetterScore() {
        PositionFix fix = fix(tile(0, 2000, 0.81), tile(0, 0, 0.80), tile(0, 40, 0.80), tile(40, 0, 0.80));
        assertThat(fix.point().distanceTo(HERE)).isLessThan(40);
    }

    @Test
    void theOrderOfTheTilesDoesNotMatter() {
        List<Candidate> tiles = new ArrayList<>(scattered(30));
        FixEstimator.Estimate expected = estimate(tiles);
        Collections.shuffle(tiles, new Random(7));
        assertThat(estimate(tiles)).isEqualTo(expected);
    }

    @Test
    void moreAgreementGivesMoreConfidence() {
        double alone = fix(tile(0, 0, 0.8), tile(0, 900, 0.7)).confidence();
        double supported = fix(tile(0, 0, 0.8), tile(0, 40, 0.78), tile(0, 900, 0.7)).confidence();
        assertThat(supported).isGreaterThan(alone);
    }

    @Test
    void aRivalElsewhereTakesConfidenceAway() {
        double sure = fix(tile(0, 0, 0.8), tile(0, 900, 0.3)).confidence();
        double torn = fix(tile(0, 0, 0.8), tile(0, 900, 0.79)).confidence();
        assertThat(torn).isLessThan(sure);
    }

    @Test
    void equalScoresEverywhereAreNotAccepted() {
        Candidate[] alike = {tile(0, 0, 0.4), tile(0, 900, 0.4), tile(900, 0, 0.4), tile(900, 900, 0.4)};
        assertThat(fix(alike).accepted()).isFalse();
    }

    @Test
    void theRadiusIsNeverBelowWhatTheCalibrationGivesALoneTile() {
        Calibration narrow = new Calibration(0.05, 0, 1, 1, 1, 0.5, 0.9, 0.4);
        assertThat(new FixEstimator(narrow).estimate(List.of(tile(0, 0, 0.9))).fix().radiusMeters())
                .isCloseTo(0.4 * SIDE / 2, within(1e-9));
        double lone = Calibration.DEFAULT.radiusFactor() * SIDE / 2;
        for (int count = 1; count < 40; count++) {
            assertThat(estimate(scattered(count)).fix().radiusMeters()).isGreaterThan(lone - 1e-9);
        }
    }

    @Test
    void theRadiusGrowsWithTheSpread() {
        double near = fix(tile(0, 0, 0.8), tile(0, 20, 0.8)).radiusMeters();
        double far = fix(tile(0, 0, 0.8), tile(0, 80, 0.8)).radiusMeters();
        assertThat(far).isGreaterThan(near);
    }

    @Test
    void theDateLineIsNoBorder() {
        GeoPoint west = new GeoPoint(-17, 179.9998);
        Candidate left = new Candidate(west, SIDE, 0.8);
        Candidate right = new Candidate(west.offset(0, 40), SIDE, 0.8);
        PositionFix fix = estimate(List.of(left, right)).fix();
        assertThat(fix.point().distanceTo(west)).isBetween(15.0, 25.0);
    }

    @Test
    void confidenceIsAProbability() {
        for (double score : new double[]{-1, 0, 1}) {
            assertThat(fix(tile(0, 0, score)).confidence()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void noMoreIsToldThanTrialsCouldBearOut() {
        Calibration certain = new Calibration(0.05, 20, 0, 0, 0, 0.5, 0.9, 1.12);
        PositionFix fix = new FixEstimator(certain).estimate(List.of(tile(0, 0, 0.8))).fix();
        assertThat(fix.confidence()).isEqualTo(0.999);
        assertThat(fix.accepted()).isTrue();
    }

    /** Two neighbours and a third place: likelihoods 1, 0.6703 and 0.0183, nearness of the first two 0.6065. */
    @Test
    void allNumbersAreThoseOfTheFormulas() {
        FixEstimator.Estimate found = estimate(List.of(tile(0, 0, 0.8), tile(0, 80, 0.78), tile(0, 900, 0.6)));
        assertThat(found.fix().point().distanceTo(HERE)).isCloseTo(23.12, within(0.05));
        assertThat(found.evidence().bestScore()).isEqualTo(0.8);
        assertThat(found.evidence().elsewhereScore()).isEqualTo(0.6);
        assertThat(found.evidence().spreadMeters()).isCloseTo(36.27, within(0.05));
        assertThat(found.evidence().margin()).isCloseTo(0.2, within(1e-9));
        assertThat(found.evidence().agreement()).isCloseTo(0.83296, within(1e-3));
        assertThat(found.fix().radiusMeters()).isCloseTo(70.96, within(0.1));
        assertThat(found.fix().confidence()).isCloseTo(0.99068, within(1e-4));
        assertThat(found.tileSide()).isEqualTo(SIDE);
    }

    /** Of places that are equally well supported the southern one, then the western one. */
    @Test
    void equalPlacesHaveAnOrder() {
        for (Candidate other : List.of(tile(900, 0, 0.8), tile(0, 900, 0.8))) {
            Candidate here = tile(0, 0, 0.8);
            assertThat(estimate(List.of(here, other)).fix().point().distanceTo(HERE)).isLessThan(1);
            assertThat(estimate(List.of(other, here))).isEqualTo(estimate(List.of(here, other)));
        }
    }

    @Test
    void whatLiesWithinTwoSidesIsNoRival() {
        var alone = estimate(List.of(tile(0, 0, 0.8), tile(0, 159, 0.7))).evidence();
        assertThat(alone.margin()).isZero();
        assertThat(alone.elsewhereScore()).isNull();
        assertThat(estimate(List.of(tile(0, 0, 0.8), tile(0, 161, 0.7))).evidence().margin()).isCloseTo(0.1,
                within(1e-9));
    }

    @Test
    void aConfidenceAtTheThresholdIsAccepted() {
        Calibration even = new Calibration(0.05, 0, 0, 0, 0, 0.5, 0.9, 1.12);
        PositionFix fix = new FixEstimator(even).estimate(List.of(tile(0, 0, 0.9))).fix();
        assertThat(fix.confidence()).isEqualTo(0.5);
        assertThat(fix.accepted()).isTrue();
        Calibration stricter = new Calibration(0.05, 0, 0, 0, 0, 0.501, 0.9, 1.12);
        assertThat(new FixEstimator(stricter).estimate(List.of(tile(0, 0, 0.9))).fix().accepted()).isFalse();
    }

    private static List<Candidate> scattered(int count) {
        Random random = new Random(count);
        List<Candidate> tiles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tiles.add(tile(random.nextInt(20) * 40, random.nextInt(20) * 40, random.nextInt(10) / 10.0));
        }
        return tiles;
    }

    private static Candidate tile(double north, double east, double score) {
        return new Candidate(HERE.offset(north, east), SIDE, score);
    }

    private static PositionFix fix(Candidate... tiles) {
        return estimate(Arrays.asList(tiles)).fix();
    }

    private static FixEstimator.Estimate estimate(List<Candidate> tiles) {
        return new FixEstimator(CALIBRATION).estimate(tiles);
    }
}
