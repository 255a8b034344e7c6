package dev.geofix.verification;

import dev.geofix.imaging.Homography;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The similarity (scale, turn and shift) that most correspondences agree on, among many that are wrong.
 *
 * <p>Two correspondences make a similarity. All pairs of them are tried, not a random sample: what the bounds on scale and turn let through is a few in a hundred, so that trying
 * them all is cheap, and the same matches always give the same answer. A similarity is worth Σ max(0, 1 − (r / tolerance)²) over the distances r of its points (MSAC; Torr and
 * Zisserman 2000). The best one is fitted again, by least squares, to all that agree with it, until these stay the same.
 */
final class SimilarityEstimator {
    private static final int ROUNDS = 10;
    /** Of the hypotheses, so many at most are weighed in full; more are thinned evenly. */
    private static final int MOST_HYPOTHESES = 4000;

    /**
     * What a similarity may be.
     *
     * @param leastScale metres a pixel
     * @param mostScale metres a pixel
     * @param mostTurn degrees to either side
     */
    record Bounds(double leastScale, double mostScale, double mostTurn) {
        boolean admit(double a, double b) {
            double squared = a * a + b * b;
            return a > 0 && squared >= leastScale * leastScale && squared <= mostScale * mostScale
                    && Math.abs(b) <= a * Math.tan(Math.toRadians(mostTurn));
        }
    }

    /**
     * x' = a·x − b·y + u, y' = b·x + a·y + v.
     *
     * @param worth MSAC's
     * @param inliers numbers of the correspondences that agree
     */
    record Estimate(double a, double b, double u, double v, double worth, int[] inliers) {
        Homography map() {
            return Homography.similarity(a, b, u, v);
        }
    }

    private final Correspondences all;
    private final Bounds bounds;
    private final double tolerance;
    /** Two points nearer than this, pixels, say too little about scale and turn. */
    private final double leastBase;

    /**
     * @param tolerance distance on the ground up to which a correspondence agrees, metres
     * @param leastBase pixels between two correspondences that a similarity may be made of
     */
    SimilarityEstimator(Correspondences all, Bounds bounds, double tolerance, double leastBase) {
        this.all = all;
        this.bounds = bounds;
        this.tolerance = tolerance;
        this.leastBase = leastBase;
    }

    /** Null when no pair makes a similarity within the bounds. */
    @Nullable
    Estimate best() {
        int count = all.count();
        double[] x = all.x();
        double[] y = all.y();
        double[] east = all.east();
        double[] south = all.south();
        double tangent = Math.tan(Math.toRadians(bounds.mostTurn()));
        double least = bounds.leastScale() * bounds.leastScale();
        double most = bounds.mostScale() * bounds.mostScale();
        double base = leastBase * leastBase;
        double[] hypotheses = new double[4 * 256];
        int made = 0;
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                double px = x[j] - x[i];
                double py = y[j] - y[i];
                double qx = east[j] - east[i];
                double qy = south[j] - south[i];
                double p = px * px + py * py;
                double dot = px * qx + py * qy;
                double cross = px * qy - py * qx;
                double q = qx * qx + qy * qy;
                if (dot > 0 && p >= base && Math.abs(cross) <= tangent * dot && q >= least * p && q <= most * p) {
                    if (4 * made == hypotheses.length) {
                        hypotheses = Arrays.copyOf(hypotheses, 2 * hypotheses.length);
                    }
                    double a = dot / p;
                    double b = cross / p;
                    double middleX = (x[i] + x[j]) / 2;
                    double middleY = (y[i] + y[j]) / 2;
                    hypotheses[4 * made] = a;
                    hypotheses[4 * made + 1] = b;
                    hypotheses[4 * made + 2] = (east[i] + east[j]) / 2 - a * middleX + b * middleY;
                    hypotheses[4 * made + 3] = (south[i] + south[j]) / 2 - b * middleX - a * middleY;
                    made++;
                }
            }
        }
        return made == 0 ? null : refined(likeliest(hypotheses, made));
    }

    private double[] likeliest(double[] hypotheses, int made) {
        double best = -1;
        int at = 0;
        double step = Math.max(1, (double) made / MOST_HYPOTHESES);
        for (double next = 0; next < made; next += step) {
            int h = (int) next;
            double worth = worth(hypotheses[4 * h], hypotheses[4 * h + 1], hypotheses[4 * h + 2],
                    hypotheses[4 * h + 3]);
            if (worth > best) {
                best = worth;
                at = h;
            }
        }
        return Arrays.copyOfRange(hypotheses, 4 * at, 4 * at + 4);
    }

    private double worth(double a, double b, double u, double v) {
        double[] x = all.x();
        double[] y = all.y();
        double[] east = all.east();
        double[] south = all.south();
        double scale = 1 / (tolerance * tolerance);
        double worth = 0;
        for (int i = 0; i < x.length; i++) {
            double dx = a * x[i] - b * y[i] + u - east[i];
            double dy = b * x[i] + a * y[i] + v - south[i];
            worth += Math.max(0, 1 - (dx * dx + dy * dy) * scale);
        }
        return worth;
    }

    private @Nullable Estimate refined(double[] start) {
        double[] now = start;
        int[] inliers = inliers(now);
        for (int round = 0; round < ROUNDS; round++) {
            double[] next = leastSquares(inliers);
            if (next == null || !bounds.admit(next[0], next[1])) {
                break;
            }
            int[] agree = inliers(next);
            if (agree.length < inliers.length) {
                break;
            }
            now = next;
            if (Arrays.equals(agree, inliers)) {
                break;
            }
            inliers = agree;
        }
        return new Estimate(now[0], now[1], now[2], now[3], worth(now[0], now[1], now[2], now[3]), inliers(now));
    }

    private int[] inliers(double[] map) {
        int[] found = new int[all.count()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            double dx = map[0] * all.x()[i] - map[1] * all.y()[i] + map[2] - all.east()[i];
            double dy = map[1] * all.x()[i] + map[0] * all.y()[i] + map[3] - all.south()[i];
            if (dx * dx + dy * dy <= tolerance * tolerance) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Null when the points do not determine one. */
    private double @Nullable [] leastSquares(int[] chosen) {
        double mx = 0;
        double my = 0;
        double me = 0;
        double ms = 0;
        for (int i : chosen) {
            mx += all.x()[i];
            my += all.y()[i];
            me += all.east()[i];
            ms += all.south()[i];
        }
        int n = chosen.length;
        if (n < 2) {
            return null;
        }
        mx /= n;
        my /= n;
        me /= n;
        ms /= n;
        double dot = 0;
        double cross = 0;
        double squares = 0;
        for (int i : chosen) {
            double px = all.x()[i] - mx;
            double py = all.y()[i] - my;
            double qx = all.east()[i] - me;
            double qy = all.south()[i] - ms;
            dot += px * qx + py * qy;
            cross += px * qy - py * qx;
            squares += px * px + py * py;
        }
        if (!(squares > 0)) {
            return null;
        }
        double a = dot / squares;
        double b = cross / squares;
        return new double[]{a, b, me - a * mx + b * my, ms - b * mx - a * my};
    }
}
