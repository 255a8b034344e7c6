package dev.geofix.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityEstimatorTest {
    private static final SimilarityEstimator.Bounds BOUNDS = new SimilarityEstimator.Bounds(0.25, 1, 30);
    private static final double TOLERANCE = 2;

    /** Points of which the first follow the similarity and the others lie anywhere. */
    private static Correspondences points(double scale, double degrees, int right, int wrong) {
        Random random = new Random(5);
        int count = right + wrong;
        double[] x = random.doubles(count, 0, 500).toArray();
        double[] y = random.doubles(count, 0, 400).toArray();
        double[] east = random.doubles(count, -300, 300).toArray();
        double[] south = random.doubles(count, -300, 300).toArray();
        double a = scale * Math.cos(Math.toRadians(degrees));
        double b = scale * Math.sin(Math.toRadians(degrees));
        for (int i = 0; i < right; i++) {
            east[i] = a * x[i] - b * y[i] + 40;
            south[i] = b * x[i] + a * y[i] - 70;
        }
        int[] numbers = IntStream.range(0, count).toArray();
        return new Correspondences(numbers, new int[count], numbers, x, y, east, south);
    }

    private static SimilarityEstimator.@Nullable Estimate best(Correspondences points) {
        return new SimilarityEstimator(points, BOUNDS, TOLERANCE, 20).best();
    }

    @Test
    void findsTheFewThatAgreeAmongMany() {
        SimilarityEstimator.Estimate found = best(points(0.5, 20, 12, 60));
        assertThat(found.a()).isCloseTo(0.5 * Math.cos(Math.toRadians(20)), within(0.01));
        assertThat(found.b()).isCloseTo(0.5 * Math.sin(Math.toRadians(20)), within(0.01));
        assertThat(found.inliers()).contains(IntStream.range(0, 12).toArray());
    }

    @Test
    void pointsThatAllAgreeGiveTheSimilarityItself() {
        SimilarityEstimator.Estimate found = best(points(0.5, -10, 20, 0));
        assertThat(found.a()).isCloseTo(0.5 * Math.cos(Math.toRadians(-10)), within(1e-9));
        assertThat(found.b()).isCloseTo(0.5 * Math.sin(Math.toRadians(-10)), within(1e-9));
        assertThat(found.u()).isCloseTo(40, within(1e-6));
        assertThat(found.v()).isCloseTo(-70, within(1e-6));
        assertThat(found.worth()).isCloseTo(20, within(1e-6));
        assertThat(found.inliers()).hasSize(20);
        assertThat(found.map().x(100, 50)).isCloseTo(found.a() * 100 - found.b() * 50 + 40, within(1e-6));
    }

    /** Corners that are off to the east and west in turn: each pair has its own similarity, least squares have the one in the middle. */
    @Test
    void whatScattersIsFittedByLeastSquares() {
        double[] x = {200, 400, 400, 200};
        double[] y = {100, 100, 300, 300};
        double[] east = {40.3, 139.7, 140.3, 39.7};
        double[] south = {-70, -70, 30, 30};
        SimilarityEstimator.Estimate found = best(
                new Correspondences(new int[4], new int[4], new int[4], x, y, east, south));
        assertThat(found.inliers()).hasSize(4);
        assertThat(found.a()).isCloseTo(0.5, within(1e-9));
        assertThat(found.b()).isCloseTo(0, within(1e-9));
        assertThat(found.u()).isCloseTo(-60, within(1e-6));
        assertThat(found.v()).isCloseTo(-120, within(1e-6));
        // Each of the four is off by 0.3 of 2 metres.
        assertThat(found.worth()).isCloseTo(4 * (1 - 0.0225), within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"0.26, 0", "0.99, 0", "0.5, 29.9", "0.5, -29.9"})
    void whatIsWithinTheBoundsIsFound(double scale, double degrees) {
        assertThat(best(points(scale, degrees, 10, 0))).isNotNull();
    }

    /** However well the points agree with it. */
    @ParameterizedTest
    @CsvSource({"0.24, 0", "1.01, 0", "0.5, 30.1", "0.5, -30.1", "0.5, 150", "0.5, 180"})
    void whatIsBeyondTheBoundsIsNot(double scale, double degrees) {
        assertThat(best(points(scale, degrees, 10, 0))).isNull();
    }

    @Test
    void boundsHaveTheirEdges() {
        assertThat(BOUNDS.admit(0.25, 0)).isTrue();
        assertThat(BOUNDS.admit(1, 0)).isTrue();
        assertThat(BOUNDS.admit(0.249, 0)).isFalse();
        assertThat(BOUNDS.admit(1.001, 0)).isFalse();
        assertThat(BOUNDS.admit(-0.5, 0)).isFalse();
        double tangent = Math.tan(Math.toRadians(30));
        assertThat(BOUNDS.admit(0.5, 0.4999 * tangent)).isTrue();
        assertThat(BOUNDS.admit(0.5, -0.5001 * tangent)).isFalse();
    }

    @Test
    void pointsThatAreTooNearSayNothing() {
        assertThat(best(pair(19.9))).isNull();
        assertThat(best(pair(20))).isNotNull();
        assertThat(best(points(0.5, 0, 1, 0))).isNull();
    }

    private static Correspondences pair(double apart) {
        return new Correspondences(new int[]{0, 1}, new int[2], new int[]{0, 1}, new double[]{0, apart},
                new double[2], new double[]{0, apart / 2}, new double[2]);
    }

    @Test
    void aPointWithinTheToleranceAgreesAndOneBeyondDoesNot() {
        Correspondences all = points(0.5, 0, 40, 2);
        for (int i = 40; i < 42; i++) {
            all.east()[i] = 0.5 * all.x()[i] + 40 + (i == 40 ? 1.5 : 2.5);
            all.south()[i] = 0.5 * all.y()[i] - 70;
        }
        assertThat(best(all).inliers()).containsExactly(IntStream.range(0, 41).toArray());
    }
}
