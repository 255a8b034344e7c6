package dev.geofix.verification;

import java.util.Arrays;

/**
 * Finds the pairs of keypoints that are each other's nearest by their descriptors' cosine.
 *
 * <p>Costs one product of 64 values for each pair of keypoints. The loop over a picture's keypoints is the inner one, so that the compiler turns it into vector instructions.
 */
final class FeatureMatcher {
    private static final int DIMENSION = LocalFeatures.DIMENSION;
    private static final float UNIT = 1f / LocalFeatures.ONE;

    /** Pairs: number of the keypoint in the photo's view, number of the keypoint in the tile, cosine. */
    record Pairs(int[] first, int[] second, float[] cosine) {
        int count() {
            return first.length;
        }
    }

    private final int count;
    /** Keypoint by keypoint. */
    private final float[] rows;

    /** @param photo whose keypoints are looked for in others */
    FeatureMatcher(LocalFeatures photo) {
        this(values(photo));
    }

    /** @param rows descriptors of the photo's keypoints, {@value #DIMENSION} values each */
    FeatureMatcher(float[] rows) {
        this.rows = rows;
        count = rows.length / DIMENSION;
    }

    private static float[] values(LocalFeatures features) {
        float[] values = new float[features.descriptors().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = features.descriptors()[i] * UNIT;
        }
        return values;
    }

    /** @param leastCosine pairs below it are left out */
    Pairs match(LocalFeatures tile, float leastCosine) {
        return match(values(tile), leastCosine);
    }

    /** @param tile descriptors of a tile's keypoints, {@value #DIMENSION} values each */
    Pairs match(float[] tile, float leastCosine) {
        int columns = tile.length / DIMENSION;
        if (count == 0 || columns == 0) {
            return new Pairs(new int[0], new int[0], new float[0]);
        }
        float[][] values = transposed(tile);
        int[] bestColumn = new int[count];
        float[] best = new float[count];
        int[] bestRow = new int[columns];
        float[] bestOfColumn = new float[columns];
        Arrays.fill(bestOfColumn, -2);
        float[] cosines = new float[columns];
        for (int row = 0; row < count; row++) {
            products(row, values, cosines);
            int at = 0;
            float highest = -2;
            for (int column = 0; column < columns; column++) {
                float cosine = cosines[column];
                if (cosine > highest) {
                    highest = cosine;
                    at = column;
                }
                if (cosine > bestOfColumn[column]) {
                    bestOfColumn[column] = cosine;
                    bestRow[column] = row;
                }
            }
            best[row] = highest;
            bestColumn[row] = at;
        }
        return mutual(best, bestColumn, bestRow, leastCosine);
    }

    private void products(int row, float[][] values, float[] cosines) {
        Arrays.fill(cosines, 0);
        int from = row * DIMENSION;
        for (int k = 0; k < DIMENSION; k += 4) {
            add(cosines, rows[from + k], values[k], rows[from + k + 1], values[k + 1], rows[from + k + 2],
                    values[k + 2], rows[from + k + 3], values[k + 3]);
        }
    }

    private static void add(float[] sums, float a, float[] x, float b, float[] y, float c, float[] z, float d,
            float[] w) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += a * x[i] + b * y[i] + c * z[i] + d * w[i];
        }
    }

    private static float[][] transposed(float[] tile) {
        int columns = tile.length / DIMENSION;
        float[][] values = new float[DIMENSION][columns];
        for (int column = 0; column < columns; column++) {
            for (int k = 0; k < DIMENSION; k++) {
                values[k][column] = tile[DIMENSION * column + k];
            }
        }
        return values;
    }

    private static Pairs mutual(float[] best, int[] bestColumn, int[] bestRow, float leastCosine) {
        int[] first = new int[best.length];
        int[] second = new int[best.length];
        float[] cosine = new float[best.length];
        int pairs = 0;
        for (int row = 0; row < best.length; row++) {
            if (best[row] >= leastCosine && bestRow[bestColumn[row]] == row) {
                first[pairs] = row;
                second[pairs] = bestColumn[row];
                cosine[pairs++] = best[row];
            }
        }
        return new Pairs(Arrays.copyOf(first, pairs), Arrays.copyOf(second, pairs), Arrays.copyOf(cosine, pairs));
    }
}
