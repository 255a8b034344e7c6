package dev.geofix.calibration;

import java.util.List;

/**
 * Logistic regression p = 1 / (1 + exp(−(w₀ + Σ wₖ·xₖ))) with a small ridge, by Newton's method (iteratively reweighted least squares):
 * with the columns z of X scaled to mean 0 and deviation 1,
 *
 * <pre>
 * minimise  Σ log(1 + exp(−y·zᵀw)) + λ/2·|w|²,   y = ±1
 * step      (Zᵀ·diag(p(1 − p))·Z + λI) Δ = Zᵀ(y₀₁ − p) − λw
 * </pre>
 *
 * The ridge is a prior of deviation 1/√λ on what one deviation of evidence adds to the logit; it keeps the weights finite where the
 * evidence separates all right from all wrong. All evidence speaks for a fix, so a column whose weight comes out negative, which
 * columns that say the same may do, is left out and the others are fitted again.
 */
final class LogisticFit {
    private static final double RIDGE = 0.1;
    private static final int MOST_STEPS = 100;
    private static final double CLOSE = 1e-10;

    private LogisticFit() {}

    /**
     * @param rows of evidence
     * @return w₀ and the weights of the columns as they are, unscaled, none below 0
     */
    static double[] fit(List<double[]> rows, boolean[] right) {
        int columns = rows.getFirst().length;
        double[] mean = new double[columns];
        double[] deviation = new double[columns];
        for (int k = 0; k < columns; k++) {
            int column = k;
            mean[k] = rows.stream().mapToDouble(row -> row[column]).average().orElse(0);
            deviation[k] = Math.sqrt(rows.stream().mapToDouble(row -> Math.pow(row[column] - mean[column], 2)).average()
                    .orElse(0));
        }
        boolean[] used = new boolean[columns];
        for (int k = 0; k < columns; k++) {
            used[k] = deviation[k] > 0;
        }
        double[] weights = newton(scaled(rows, mean, deviation, used), right);
        for (int worst = least(weights); weights[worst] < 0; worst = least(weights)) {
            used[worst - 1] = false;
            weights = newton(scaled(rows, mean, deviation, used), right);
        }
        for (int k = 0; k < columns; k++) {
            weights[k + 1] = used[k] ? weights[k + 1] / deviation[k] : 0;
            weights[0] -= weights[k + 1] * mean[k];
        }
        return weights;
    }

    private static int least(double[] weights) {
        int least = 1;
        for (int k = 2; k < weights.length; k++) {
            least = weights[k] < weights[least] ? k : least;
        }
        return least;
    }

    private static double[][] scaled(List<double[]> rows, double[] mean, double[] deviation, boolean[] used) {
        double[][] scaled = new double[rows.size()][mean.length + 1];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i][0] = 1;
            for (int k = 0; k < mean.length; k++) {
                scaled[i][k + 1] = used[k] ? (rows.get(i)[k] - mean[k]) / deviation[k] : 0;
            }
        }
        return scaled;
    }

    private static double[] newton(double[][] rows, boolean[] right) {
        double[] weights = new double[rows[0].length];
        double loss = loss(rows, right, weights);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] change = change(rows, right, weights);
            double[] next = plus(weights, change, 1);
            double nextLoss = loss(rows, right, next);
            // Far from the minimum a whole step may overshoot; a fraction of it never fails to descend.
            for (double part = 0.5; nextLoss > loss && part > CLOSE; part /= 2) {
                next = plus(weights, change, part);
                nextLoss = loss(rows, right, next);
            }
            if (nextLoss > loss - CLOSE) {
                return weights;
            }
            weights = next;
            loss = nextLoss;
        }
        return weights;
    }

    private static double[] change(double[][] rows, boolean[] right, double[] weights) {
        int size = weights.length;
        double[][] system = new double[size][size + 1];
        for (int k = 0; k < size; k++) {
            system[k][k] = RIDGE;
            system[k][size] = -RIDGE * weights[k];
        }
        for (int i = 0; i < rows.length; i++) {
            double p = 1 / (1 + Math.exp(-dot(rows[i], weights)));
            for (int k = 0; k < size; k++) {
                system[k][size] += rows[i][k] * ((right[i] ? 1 : 0) - p);
                for (int j = 0; j < size; j++) {
                    system[k][j] += p * (1 - p) * rows[i][k] * rows[i][j];
                }
            }
        }
        return solve(system);
    }

    /** Gauss's elimination; the ridge makes the matrix positive definite, so no pivot vanishes. */
    private static double[] solve(double[][] system) {
        int size = system.length;
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = 0; row < size; row++) {
                double factor = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
                for (int column = pivot; column <= size; column++) {
                    system[row][column] -= factor * system[pivot][column];
                }
            }
        }
        double[] solution = new double[size];
        for (int k = 0; k < size; k++) {
            solution[k] = system[k][size] / system[k][k];
        }
        return solution;
    }

    private static double loss(double[][] rows, boolean[] right, double[] weights) {
        double loss = RIDGE / 2 * dot(weights, weights);
        for (int i = 0; i < rows.length; i++) {
            double wrongness = (right[i] ? -1 : 1) * dot(rows[i], weights);
            loss += Math.max(wrongness, 0) + Math.log1p(Math.exp(-Math.abs(wrongness)));
        }
        return loss;
    }

    private static double[] plus(double[] weights, double[] change, double part) {
        double[] sum = weights.clone();
        for (int k = 0; k < sum.length; k++) {
            sum[k] += part * change[k];
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
