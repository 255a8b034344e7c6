package dev.geofix.gallery.opensearch;

import java.util.SplittableRandom;

/**
 * The compact vector by which the cluster finds candidates, whose exact order is then told by their descriptors. A descriptor is turned by a fixed random rotation (signs flipped by chance, then the
 * Walsh–Hadamard transform), of which {@value #MOST} coordinates are kept, a byte each: their dot product estimates that of the descriptors (Ailon and Chazelle 2009). Nothing
 * is learned, so it fits every model, and every process makes the same.
 */
final class CandidateVector {
    /** The cluster orders by the dot product: descriptors have length 1, their projections nearly the same. */
    static final String SPACE = "innerproduct";
    /** Values of a candidate vector. */
    static final int MOST = 2048;

    private static final long SEED = 0x6765_6f66_6978L;
    /** A coordinate beyond so many standard deviations is cut: one in ten thousand. */
    private static final double WIDEST = 4;

    private final float[] flips;
    private final float scale;
    private final int size;

    /** @param dimension of descriptors */
    CandidateVector(int dimension) {
        int rotated = rotated(dimension);
        size = size(dimension);
        SplittableRandom random = new SplittableRandom(SEED);
        flips = new float[rotated];
        for (int i = 0; i < rotated; i++) {
            flips[i] = random.nextBoolean() ? 1 : -1;
        }
        // The transform makes coordinates of a vector of length 1 spread by 1.
        scale = (float) (127 / WIDEST);
    }

    static int size(int dimension) {
        return Math.min(MOST, rotated(dimension));
    }

    private static int rotated(int dimension) {
        return Math.max(64, Integer.highestOneBit(2 * dimension - 1));
    }

    byte[] of(float[] descriptor) {
        float[] turned = new float[flips.length];
        for (int i = 0; i < descriptor.length; i++) {
            turned[i] = flips[i] * descriptor[i];
        }
        for (int half = 1; half < turned.length; half *= 2) {
            for (int start = 0; start < turned.length; start += 2 * half) {
                butterfly(turned, start, half);
            }
        }
        byte[] candidate = new byte[size];
        for (int i = 0; i < size; i++) {
            candidate[i] = (byte) Math.clamp(Math.round(turned[i] * scale), -127, 127);
        }
        return candidate;
    }

    private static void butterfly(float[] values, int start, int half) {
        for (int i = start; i < start + half; i++) {
            float a = values[i];
            float b = values[i + half];
            values[i] = a + b;
            values[i + half] = a - b;
        }
    }
}
