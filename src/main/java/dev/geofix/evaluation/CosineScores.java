package dev.geofix.evaluation;

import dev.geofix.platform.UserException;

/**
 * Cosines of many queries with a whole gallery. The gallery lies transposed, dimension by dimension, and a block of dimensions is used for
 * all queries while it is in the cache: the innermost loop then adds to independent sums, which the compiler makes vector instructions of.
 */
final class CosineScores {
    private static final int CACHED_FLOATS = 1 << 18;

    private final int size;

    private final float[][] byDimension;

    /** @throws UserException when the gallery is empty or its descriptors differ in length */
    CosineScores(float[][] gallery) {
        if (gallery.length == 0) {
            throw new UserException("the gallery is empty");
        }
        size = gallery.length;
        byDimension = new float[gallery[0].length][size];
        for (int image = 0; image < size; image++) {
            checkDimension(gallery[image]);
            float scale = inverseLength(gallery[image]);
            for (int d = 0; d < byDimension.length; d++) {
                byDimension[d][image] = scale * gallery[image][d];
            }
        }
    }

    /** One row of scores a query; 0 for a descriptor of length 0. */
    float[][] of(float[][] queries) {
        float[][] scores = new float[queries.length][size];
        int block = Math.max(1, CACHED_FLOATS / size);
        for (int from = 0; from < byDimension.length; from += block) {
            int to = Math.min(byDimension.length, from + block);
            for (int query = 0; query < queries.length; query++) {
                checkDimension(queries[query]);
                for (int d = from; d < to; d++) {
                    addScaled(scores[query], queries[query][d], byDimension[d]);
                }
            }
        }
        for (int query = 0; query < queries.length; query++) {
            float scale = inverseLength(queries[query]);
            for (int image = 0; image < size; image++) {
                scores[query][image] *= scale;
            }
        }
        return scores;
    }

    private static void addScaled(float[] sums, float factor, float[] values) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += factor * values[i];
        }
    }

    private void checkDimension(float[] descriptor) {
        if (descriptor.length != byDimension.length) {
            throw new UserException("a descriptor has " + descriptor.length + " values, the gallery's first "
                    + byDimension.length);
        }
    }

    private static float inverseLength(float[] descriptor) {
        double sum = 0;
        for (float value : descriptor) {
            sum += (double) value * value;
        }
        return sum == 0 ? 0 : (float) (1 / Math.sqrt(sum));
    }
}
