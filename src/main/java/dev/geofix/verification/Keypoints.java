package dev.geofix.verification;

import dev.geofix.network.XFeat;
import java.util.Arrays;

/**
 * From the network's maps to keypoints with descriptors.
 *
 * <pre>
 * probability p   = softmax over the 65 logits of a cell; the 64 pixels of the cell get theirs, the 65th stands for none
 * keypoint        = a pixel with p > 0.05 that no pixel within 5 × 5 exceeds
 * score           = p · reliability there (bilinear)
 * descriptor      = features there (each cell's of length 1, bicubic with a = −0.75), of length 1 again
 * </pre>
 *
 * A pixel x lies at x · w / (width − 1) − 0.5 on a map of w cells, as the network's authors sample it; outside a map everything is 0.
 */
final class Keypoints {
    private static final float LEAST_PROBABILITY = 0.05f;
    /** With a logit so far below that of no keypoint a pixel is less likely than the least: p ≤ e^d / (e^d + 1). */
    private static final double LEAST_LOGIT = Math.log(LEAST_PROBABILITY / (1 - LEAST_PROBABILITY));
    private static final int REACH = 2;
    private static final double CUBIC = -0.75;
    private static final int CELL = XFeat.CELL;
    private static final int PIXELS = CELL * CELL;
    private static final int DIMENSION = XFeat.DIMENSION;

    private final XFeat.Maps maps;
    private final int width;
    private final int height;
    private final int columns;
    private final int rows;

    private Keypoints(XFeat.Maps maps) {
        this.maps = maps;
        width = maps.width();
        height = maps.height();
        columns = width / CELL;
        rows = height / CELL;
    }

    /** @param score of each, the best first */
    record Scored(int[] x, int[] y, float[] score, float[][] descriptors) {
        LocalFeatures quantised(int width, int height) {
            short[] shortX = new short[x.length];
            short[] shortY = new short[x.length];
            byte[] bytes = new byte[DIMENSION * x.length];
            for (int i = 0; i < x.length; i++) {
                shortX[i] = (short) x[i];
                shortY[i] = (short) y[i];
                for (int k = 0; k < DIMENSION; k++) {
                    bytes[DIMENSION * i + k] = (byte) Math.round(descriptors[i][k] * LocalFeatures.ONE);
                }
            }
            return new LocalFeatures(width, height, shortX, shortY, bytes);
        }
    }

    /** The best {@code most}. */
    static Scored of(XFeat.Maps maps, int most) {
        return new Keypoints(maps).best(most);
    }

    private Scored best(int most) {
        float[] probability = probability();
        int[] found = new int[64];
        int count = 0;
        for (int at = 0; at < probability.length; at++) {
            if (probability[at] > LEAST_PROBABILITY && isPeak(probability, at)) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = at;
            }
        }
        float[] score = new float[count];
        long[] order = new long[count];
        for (int i = 0; i < count; i++) {
            score[i] = probability[found[i]] * reliability(found[i] % width, found[i] / width);
            // Scores are not negative, so their bits sort as they do; equals in the order of the picture.
            order[i] = (long) ~Float.floatToRawIntBits(score[i]) << 32 | i;
        }
        Arrays.sort(order);
        int kept = Math.min(most, count);
        Scored best = new Scored(new int[kept], new int[kept], new float[kept], new float[kept][]);
        float[] features = normalisedFeatures();
        for (int i = 0; i < kept; i++) {
            int from = (int) order[i];
            best.x[i] = found[from] % width;
            best.y[i] = found[from] / width;
            best.score[i] = score[from];
            best.descriptors[i] = descriptor(features, best.x[i], best.y[i]);
        }
        return best;
    }

    /** Of each pixel; 0 all over a cell that can have no keypoint, where even the best pixel is too unlikely, so most of the exponentials are spared. */
    private float[] probability() {
        float[] logits = maps.logits();
        int cells = columns * rows;
        float[] highest = new float[cells];
        System.arraycopy(logits, 0, highest, 0, cells);
        for (int k = 1; k < PIXELS; k++) {
            for (int cell = 0; cell < cells; cell++) {
                highest[cell] = Math.max(highest[cell], logits[k * cells + cell]);
            }
        }
        float[] probability = new float[width * height];
        double[] exponents = new double[PIXELS];
        for (int cell = 0; cell < cells; cell++) {
            float none = logits[PIXELS * cells + cell];
            if (highest[cell] - none < LEAST_LOGIT) {
                continue;
            }
            float top = Math.max(highest[cell], none);
            double sum = Math.exp(none - top);
            for (int k = 0; k < PIXELS; k++) {
                exponents[k] = Math.exp(logits[k * cells + cell] - top);
                sum += exponents[k];
            }
            int corner = cell / columns * CELL * width + cell % columns * CELL;
            for (int k = 0; k < PIXELS; k++) {
                probability[corner + k / CELL * width + k % CELL] = (float) (exponents[k] / sum);
            }
        }
        return probability;
    }

    private boolean isPeak(float[] probability, int at) {
        float here = probability[at];
        int x = at % width;
        int y = at / width;
        for (int j = Math.max(0, y - REACH); j <= Math.min(height - 1, y + REACH); j++) {
            for (int i = Math.max(0, x - REACH); i <= Math.min(width - 1, x + REACH); i++) {
                if (probability[j * width + i] > here) {
                    return false;
                }
            }
        }
        return true;
    }

    private double column(int x) {
        return (double) x * columns / (width - 1) - 0.5;
    }

    private double row(int y) {
        return (double) y * rows / (height - 1) - 0.5;
    }

    private float reliability(int x, int y) {
        double u = column(x);
        double v = row(y);
        int left = (int) Math.floor(u);
        int top = (int) Math.floor(v);
        double sum = 0;
        for (int j = top; j <= top + 1; j++) {
            for (int i = left; i <= left + 1; i++) {
                if (i >= 0 && j >= 0 && i < columns && j < rows) {
                    sum += (1 - Math.abs(u - i)) * (1 - Math.abs(v - j)) * maps.reliability()[j * columns + i];
                }
            }
        }
        return (float) sum;
    }

    /** Cells × values, each cell of length 1, so that a descriptor is read in one go. */
    private float[] normalisedFeatures() {
        int cells = columns * rows;
        float[] features = maps.features();
        float[] turned = new float[features.length];
        for (int cell = 0; cell < cells; cell++) {
            double squares = 0;
            for (int k = 0; k < DIMENSION; k++) {
                float value = features[k * cells + cell];
                turned[DIMENSION * cell + k] = value;
                squares += value * value;
            }
            float scale = (float) (1 / Math.max(Math.sqrt(squares), 1e-12));
            for (int k = 0; k < DIMENSION; k++) {
                turned[DIMENSION * cell + k] *= scale;
            }
        }
        return turned;
    }

    private float[] descriptor(float[] features, int x, int y) {
        double u = column(x);
        double v = row(y);
        int left = (int) Math.floor(u) - 1;
        int top = (int) Math.floor(v) - 1;
        double[] sums = new double[DIMENSION];
        for (int j = top; j < top + 4; j++) {
            for (int i = left; i < left + 4; i++) {
                if (i >= 0 && j >= 0 && i < columns && j < rows) {
                    double weight = cubic(u - i) * cubic(v - j);
                    int from = DIMENSION * (j * columns + i);
                    for (int k = 0; k < DIMENSION; k++) {
                        sums[k] += weight * features[from + k];
                    }
                }
            }
        }
        double squares = 0;
        for (double sum : sums) {
            squares += sum * sum;
        }
        double scale = 1 / Math.max(Math.sqrt(squares), 1e-12);
        float[] descriptor = new float[DIMENSION];
        for (int k = 0; k < DIMENSION; k++) {
            descriptor[k] = (float) (sums[k] * scale);
        }
        return descriptor;
    }

    /** Keys' cubic convolution kernel. */
    private static double cubic(double distance) {
        double t = Math.abs(distance);
        if (t <= 1) {
            return ((CUBIC + 2) * t - (CUBIC + 3)) * t * t + 1;
        }
        return t < 2 ? ((t - 5) * t + 8) * CUBIC * t - 4 * CUBIC : 0;
    }
}
