package dev.geofix.verification;

import dev.geofix.imaging.Homography;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Fits a map of the plane to correspondences by least squares of the distances on the ground, with Tukey's weights, so that what lies a little within the tolerance counts
 * little: Gauss-Newton with Levenberg's damping. Coordinates are centred and scaled to about 1 before.
 */
public final class PlanarFit {
    /** Which maps are looked among; each holds the one before. */
    public enum Model {
        SIMILARITY(4), AFFINE(6), HOMOGRAPHY(8);

        final int parameters;

        Model(int parameters) {
            this.parameters = parameters;
        }
    }

    private static final int ROUNDS = 30;

    /**
     * @param map from view to ground
     * @param model that it is of
     * @param inliers numbers of the correspondences within the tolerance
     * @param deviation of a coordinate on the ground, metres: the root of the squared residuals over the degrees of freedom
     * @param cost the sum that the fit makes least
     * @param inverse what the covariance of a place is made of
     */
    public record Fit(Homography map, Model model, int[] inliers, double deviation, double cost, double[][] inverse,
            Scaling scaling) {
        /**
         * Covariance of the ground point of a view's pixel, square metres: east-east, east-south, south-south. It holds the matches' scatter alone, not what all of them
         * share.
         */
        double[] covariance(double x, double y) {
            double[][] rows = PlanarFit.rows(scaling.inward(map), model, scaling.x(x), scaling.y(y));
            double unit = deviation * deviation;
            double ee = 0;
            double es = 0;
            double ss = 0;
            for (int i = 0; i < inverse.length; i++) {
                for (int j = 0; j < inverse.length; j++) {
                    ee += rows[0][i] * inverse[i][j] * rows[0][j];
                    es += rows[0][i] * inverse[i][j] * rows[1][j];
                    ss += rows[1][i] * inverse[i][j] * rows[1][j];
                }
            }
            return new double[]{unit * ee, unit * es, unit * ss};
        }
    }

    /** Coordinates of about 1: (x − centre) / size on both sides. */
    public record Scaling(double centerX, double centerY, double pixels, double centerEast, double centerSouth,
            double meters) {
        static Scaling of(Correspondences all, int[] chosen) {
            double x = mean(all.x(), chosen);
            double y = mean(all.y(), chosen);
            double east = mean(all.east(), chosen);
            double south = mean(all.south(), chosen);
            double pixels = 0;
            double meters = 0;
            for (int i : chosen) {
                pixels += Math.hypot(all.x()[i] - x, all.y()[i] - y);
                meters += Math.hypot(all.east()[i] - east, all.south()[i] - south);
            }
            return new Scaling(x, y, Math.max(1e-9, pixels / chosen.length), east, south,
                    Math.max(1e-9, meters / chosen.length));
        }

        private static double mean(double[] values, int[] chosen) {
            return Arrays.stream(chosen).mapToDouble(i -> values[i]).average().orElse(0);
        }

        double x(double x) {
            return (x - centerX) / pixels;
        }

        double y(double y) {
            return (y - centerY) / pixels;
        }

        /** Entries of the map between the scaled coordinates, the last one 1. */
        double[] inward(Homography map) {
            Homography fromScaled = new Homography(new double[]{pixels, 0, centerX, 0, pixels, centerY, 0, 0, 1});
            Homography toScaled = new Homography(new double[]{1 / meters, 0, -centerEast / meters, 0, 1 / meters,
                -centerSouth / meters, 0, 0, 1});
            double[] m = toScaled.after(map).after(fromScaled).matrix();
            return Arrays.stream(m).map(entry -> entry / m[8]).toArray();
        }

        Homography outward(double[] scaled) {
            Homography toScaled = new Homography(
                    new double[]{1 / pixels, 0, -centerX / pixels, 0, 1 / pixels, -centerY / pixels, 0, 0, 1});
            Homography fromScaled = new Homography(
                    new double[]{meters, 0, centerEast, 0, meters, centerSouth, 0, 0, 1});
            return fromScaled.after(new Homography(scaled)).after(toScaled);
        }
    }

    private PlanarFit() {}

    /**
     * @param start from view to ground
     * @param tolerance metres on the ground
     * @return null when too few agree with the start, or what agrees does not determine the map
     */
    static @Nullable Fit fit(Correspondences all, Homography start, Model model, double tolerance) {
        int[] agree = within(all, start, tolerance);
        if (2 * agree.length <= model.parameters) {
            return null;
        }
        Scaling scaling = Scaling.of(all, agree);
        double[] map = scaling.inward(start);
        double[] parameters = parameters(map, model);
        double bound = tolerance / scaling.meters();
        double damping = 1e-4;
        double cost = cost(all, scaling, entries(parameters, model), bound);
        double[][] normal = null;
        for (int round = 0; round < ROUNDS; round++) {
            double[] entries = entries(parameters, model);
            normal = new double[model.parameters][model.parameters];
            double[] gradient = new double[model.parameters];
            accumulate(all, scaling, entries, model, bound, normal, gradient);
            double[] step = solve(damped(normal, damping), gradient);
            if (step == null) {
                return null;
            }
            double[] next = new double[parameters.length];
            for (int i = 0; i < next.length; i++) {
                next[i] = parameters[i] - step[i];
            }
            double now = cost(all, scaling, entries(next, model), bound);
            if (now <= cost) {
                boolean done = cost - now <= 1e-7 * cost;
                parameters = next;
                cost = now;
                damping = Math.max(1e-9, damping / 10);
                if (done) {
                    break;
                }
            } else if (damping > 1e6) {
                break;
            } else {
                damping *= 10;
            }
        }
        double[][] inverse = inverse(normal);
        if (inverse == null) {
            return null;
        }
        Homography fitted = scaling.outward(entries(parameters, model));
        int[] inliers = within(all, fitted, tolerance);
        if (2 * inliers.length <= model.parameters) {
            return null;
        }
        double squares = 0;
        for (int i : inliers) {
            squares += squared(all, fitted, i);
        }
        double deviation = Math.sqrt(squares / (2.0 * inliers.length - model.parameters));
        return new Fit(fitted, model, inliers, deviation, cost, inverse, scaling);
    }

    /** Numbers of the correspondences within so many metres of where the map puts them. */
    static int[] within(Correspondences all, Homography map, double tolerance) {
        int[] found = new int[all.count()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            if (squared(all, map, i) <= tolerance * tolerance) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Squared metres between where the map puts a correspondence and where it should be; infinite behind the horizon. */
    static double squared(Correspondences all, Homography map, int i) {
        double x = all.x()[i];
        double y = all.y()[i];
        if (!(map.depth(x, y) > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double dx = map.x(x, y) - all.east()[i];
        double dy = map.y(x, y) - all.south()[i];
        return dx * dx + dy * dy;
    }

    private static double[] parameters(double[] m, Model model) {
        return switch (model) {
            case SIMILARITY -> new double[]{(m[0] + m[4]) / 2, (m[3] - m[1]) / 2, m[2], m[5]};
            case AFFINE -> Arrays.copyOf(m, 6);
            case HOMOGRAPHY -> Arrays.copyOf(m, 8);
        };
    }

    private static double[] entries(double[] p, Model model) {
        return switch (model) {
            case SIMILARITY -> new double[]{p[0], -p[1], p[2], p[1], p[0], p[3], 0, 0, 1};
            case AFFINE -> new double[]{p[0], p[1], p[2], p[3], p[4], p[5], 0, 0, 1};
            case HOMOGRAPHY -> new double[]{p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], 1};
        };
    }

    /** Derivatives of both coordinates by the parameters. */
    static double[][] rows(double[] m, Model model, double x, double y) {
        double depth = m[6] * x + m[7] * y + 1;
        double u = (m[0] * x + m[1] * y + m[2]) / depth;
        double v = (m[3] * x + m[4] * y + m[5]) / depth;
        return switch (model) {
            case SIMILARITY -> new double[][]{{x, -y, 1, 0}, {y, x, 0, 1}};
            case AFFINE -> new double[][]{{x, y, 1, 0, 0, 0}, {0, 0, 0, x, y, 1}};
            case HOMOGRAPHY -> new double[][]{
                {x / depth, y / depth, 1 / depth, 0, 0, 0, -u * x / depth, -u * y / depth},
                {0, 0, 0, x / depth, y / depth, 1 / depth, -v * x / depth, -v * y / depth}};
        };
    }

    private static void accumulate(Correspondences all, Scaling scaling, double[] m, Model model, double bound,
            double[][] normal, double[] gradient) {
        for (int i = 0; i < all.count(); i++) {
            double x = scaling.x(all.x()[i]);
            double y = scaling.y(all.y()[i]);
            double depth = m[6] * x + m[7] * y + 1;
            if (!(depth > 0)) {
                continue;
            }
            double[] residual = {
                (m[0] * x + m[1] * y + m[2]) / depth - (all.east()[i] - scaling.centerEast()) / scaling.meters(),
                (m[3] * x + m[4] * y + m[5]) / depth - (all.south()[i] - scaling.centerSouth()) / scaling.meters()};
            double share = (residual[0] * residual[0] + residual[1] * residual[1]) / (bound * bound);
            if (share >= 1) {
                continue;
            }
            double weight = (1 - share) * (1 - share);
            double[][] rows = rows(m, model, x, y);
            for (int axis = 0; axis < 2; axis++) {
                double[] row = rows[axis];
                for (int a = 0; a < row.length; a++) {
                    gradient[a] += weight * row[a] * residual[axis];
                    for (int b = 0; b < row.length; b++) {
                        normal[a][b] += weight * row[a] * row[b];
                    }
                }
            }
        }
    }

    /** Tukey's: (1 − (1 − r²/b²)³)/3 within the bound, 1/3 beyond it. */
    private static double cost(Correspondences all, Scaling scaling, double[] m, double bound) {
        double cost = 0;
        for (int i = 0; i < all.count(); i++) {
            double x = scaling.x(all.x()[i]);
            double y = scaling.y(all.y()[i]);
            double depth = m[6] * x + m[7] * y + 1;
            double dx = (m[0] * x + m[1] * y + m[2]) / depth
                    - (all.east()[i] - scaling.centerEast()) / scaling.meters();
            double dy = (m[3] * x + m[4] * y + m[5]) / depth
                    - (all.south()[i] - scaling.centerSouth()) / scaling.meters();
            double share = depth > 0 ? (dx * dx + dy * dy) / (bound * bound) : 1;
            double left = 1 - Math.min(1, share);
            cost += (1 - left * left * left) / 3;
        }
        return cost;
    }

    private static double[][] damped(double[][] normal, double damping) {
        double[][] damped = new double[normal.length][];
        for (int i = 0; i < damped.length; i++) {
            damped[i] = normal[i].clone();
            damped[i][i] *= 1 + damping;
        }
        return damped;
    }

    /** Null for a matrix that cannot be inverted. */
    private static double @Nullable [] solve(double[][] matrix, double[] right) {
        DMatrixRMaj solution = new DMatrixRMaj(right.length, 1);
        boolean solved = CommonOps_DDRM.solve(new DMatrixRMaj(matrix), new DMatrixRMaj(right.length, 1, true, right),
                solution);
        return solved && Arrays.stream(solution.data).allMatch(Double::isFinite) ? solution.data : null;
    }

    private static double @Nullable [][] inverse(double @Nullable [][] matrix) {
        DMatrixRMaj inverse = new DMatrixRMaj(matrix == null ? new double[0][0] : matrix);
        if (matrix == null || !CommonOps_DDRM.invert(inverse)
                || !Arrays.stream(inverse.data).allMatch(Double::isFinite)) {
            return null;
        }
        return inverse.get2DData();
    }
}
