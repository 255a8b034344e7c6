package dev.geofix.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticFitTest {
    private final Random random = new Random(1);

    @Test
    void recoversTheWeightsThatMadeTheData() {
        List<double[]> rows = rows(20_000);
        double[] fitted = LogisticFit.fit(rows, drawn(rows, -2, 3, 1));
        assertThat(fitted).containsExactly(new double[]{-2, 3, 1}, within(0.15));
    }

    @Test
    void staysFiniteWhereTheEvidenceSeparatesAllRightFromAllWrong() {
        List<double[]> rows = rows(200);
        boolean[] right = new boolean[rows.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = rows.get(i)[0] > 0;
        }
        double[] fitted = LogisticFit.fit(rows, right);
        assertThat(fitted[1]).isBetween(1.0, 100.0);
    }

    @Test
    void evidenceNeverSpeaksAgainstAFix() {
        List<double[]> rows = rows(2000);
        double[] fitted = LogisticFit.fit(rows, drawn(rows, 0, 2, -1));
        assertThat(fitted[2]).isZero();
        assertThat(fitted[1]).isPositive();
    }

    @Test
    void evidenceThatIsAlwaysTheSameHasNoWeight() {
        double[] fitted = LogisticFit.fit(List.of(new double[]{0.3}, new double[]{0.3}, new double[]{0.3}),
                new boolean[]{true, true, false});
        assertThat(fitted[1]).isZero();
        assertThat(fitted[0]).isPositive();
    }

    @Test
    void withNothingRightTheLogitIsLowForAll() {
        List<double[]> rows = rows(50);
        double[] fitted = LogisticFit.fit(rows, new boolean[rows.size()]);
        assertThat(rows).allSatisfy(row -> assertThat(logit(row, fitted)).isLessThan(-2));
    }

    private List<double[]> rows(int count) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new double[]{random.nextGaussian(), 5 + 2 * random.nextGaussian()});
        }
        return rows;
    }

    private boolean[] drawn(List<double[]> rows, double... weights) {
        boolean[] right = new boolean[rows.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = random.nextDouble() < 1 / (1 + Math.exp(-logit(rows.get(i), weights)));
        }
        return right;
    }

    private static double logit(double[] row, double[] weights) {
        return weights[0] + weights[1] * row[0] + (row.length > 1 ? weights[2] * row[1] : 0);
    }
}
