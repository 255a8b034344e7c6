package dev.geofix.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.imaging.Homography;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanarFitTest {
    private static final Homography SIMILARITY = Homography.similarity(0.5, 0.1, 30, -20);
    private static final Homography AFFINE = new Homography(new double[]{0.5, 0.05, 30, -0.1, 0.4, -20, 0, 0, 1});
    private static final Homography PERSPECTIVE = new Homography(
            new double[]{0.5, 0.05, 30, -0.1, 0.4, -20, 2e-4, -3e-4, 1});

    private static Correspondences points(Homography map, int count) {
        Random random = new Random(3);
        double[] x = random.doubles(count, 0, 500).toArray();
        double[] y = random.doubles(count, 0, 400).toArray();
        double[] east = IntStream.range(0, count).mapToDouble(i -> map.x(x[i], y[i])).toArray();
        double[] south = IntStream.range(0, count).mapToDouble(i -> map.y(x[i], y[i])).toArray();
        return new Correspondences(new int[count], new int[count], new int[count], x, y, east, south);
    }

    private static Homography truth(PlanarFit.Model model) {
        return switch (model) {
            case SIMILARITY -> SIMILARITY;
            case AFFINE -> AFFINE;
            case HOMOGRAPHY -> PERSPECTIVE;
        };
    }

    /** From a start that is off by a metre and a few degrees. */
    @ParameterizedTest
    @EnumSource
    void findsTheMapThatThePointsWereMadeWith(PlanarFit.Model model) {
        Homography truth = truth(model);
        double[] off = truth.matrix().clone();
        off[2] += 1;
        off[1] += 0.005;
        PlanarFit.Fit fit = PlanarFit.fit(points(truth, 40), new Homography(off), model, 8);
        assertThat(fit).isNotNull();
        assertThat(fit.model()).isEqualTo(model);
        assertThat(fit.inliers()).hasSize(40);
        assertThat(fit.deviation()).isLessThan(1e-4);
        for (double[] at : new double[][]{{0, 0}, {500, 0}, {250, 200}, {500, 400}}) {
            assertThat(fit.map().x(at[0], at[1])).isCloseTo(truth.x(at[0], at[1]), within(1e-3));
            assertThat(fit.map().y(at[0], at[1])).isCloseTo(truth.y(at[0], at[1]), within(1e-3));
        }
    }

    @Test
    void whatLiesFarOffCountsForNothing() {
        Correspondences all = points(SIMILARITY, 40);
        for (int i = 30; i < 40; i++) {
            all.east()[i] += 25;
        }
        PlanarFit.Fit fit = PlanarFit.fit(all, SIMILARITY, PlanarFit.Model.SIMILARITY, 4);
        assertThat(fit.inliers()).containsExactly(IntStream.range(0, 30).toArray());
        assertThat(fit.map().x(100, 100)).isCloseTo(SIMILARITY.x(100, 100), within(1e-6));
        // Each of the ten costs a third, the others nothing.
        assertThat(fit.cost()).isCloseTo(10 / 3.0, within(1e-6));
    }

    @ParameterizedTest
    @EnumSource
    void asManyNumbersAsUnknownsAreTooFew(PlanarFit.Model model) {
        int enough = model.parameters / 2 + 1;
        Homography truth = truth(model);
        assertThat(PlanarFit.fit(points(truth, enough - 1), truth, model, 4)).isNull();
        assertThat(PlanarFit.fit(points(truth, enough), truth, model, 4)).isNotNull();
    }

    /**
     * Corners that are off by 0.3 m to the east and west in turn: no similarity explains that, so each residual stays. Of eight numbers four are spent, which makes the
     * deviation 0.3; each has Tukey's weight (1 − 0.01)², so the middle is known to 0.09 / (4 · 0.9801).
     */
    @Test
    void scatterBecomesDoubt() {
        double[] x = {-100, 100, 100, -100};
        double[] y = {-100, -100, 100, 100};
        double[] east = {-49.7, 49.7, 50.3, -50.3};
        double[] south = {-50, -50, 50, 50};
        PlanarFit.Fit fit = PlanarFit.fit(
                new Correspondences(new int[4], new int[4], new int[4], x, y, east, south),
                Homography.similarity(0.5, 0, 0, 0), PlanarFit.Model.SIMILARITY, 3);
        assertThat(fit.map().x(0, 0)).isCloseTo(0, within(1e-6));
        assertThat(fit.deviation()).isCloseTo(0.3, within(1e-3));
        double[] middle = fit.covariance(0, 0);
        assertThat(middle[0]).isCloseTo(0.09 / (4 * 0.9801), within(1e-3));
        assertThat(middle[1]).isCloseTo(0, within(1e-6));
        assertThat(middle[2]).isCloseTo(0.09 / (4 * 0.9801), within(1e-3));
        // A corner is known half as well: scale and turn add as much as the shift.
        assertThat(fit.covariance(100, 100)[0]).isCloseTo(2 * middle[0], within(2e-3));
        assertThat(fit.covariance(300, 0)[0]).isGreaterThan(fit.covariance(100, 100)[0]);
    }

    @Test
    void theToleranceHasItsEdgeAndBehindTheHorizonNothingAgrees() {
        Homography half = Homography.similarity(0.5, 0, 0, 0);
        Correspondences all = points(half, 3);
        all.east()[1] += 2;
        all.east()[2] += 2.001;
        assertThat(PlanarFit.within(all, half, 2.0000001)).containsExactly(0, 1);
        assertThat(PlanarFit.squared(all, half, 1)).isCloseTo(4, within(1e-9));
        Homography behind = new Homography(new double[]{0.5, 0, 0, 0, 0.5, 0, 0, 0, -1});
        assertThat(PlanarFit.squared(all, behind, 0)).isInfinite();
        assertThat(PlanarFit.within(all, behind, 1000)).isEmpty();
    }
}
