package dev.geofix.vectorindex;

import java.util.SplittableRandom;

/**
 * A fixed random rotation: signs flipped by chance, then the Walsh–Hadamard transform, in n·log n additions (Ailon and Chazelle 2009). It spreads
 * the energy of a few strong values over all, so that every value afterwards tells as much as any other. Nothing is learned, so it fits
 * every model, and every process makes the same.
 */
public final class RandomRotation {
    private static final long SEED = 0x6765_6f66_6978L;

    private final float[] flips;

    /** @param dimension of the vectors; rotated ones have {@link #size(int)} values */
    public RandomRotation(int dimension) {
        SplittableRandom random = new SplittableRandom(SEED);
        flips = new float[size(dimension)];
        for (int i = 0; i < flips.length; i++) {
            flips[i] = random.nextBoolean() ? 1 : -1;
        }
    }

    /** Values of a rotated vector of that dimension: the next power of two, at least 64. */
    public static int size(int dimension) {
        return Math.max(64, Integer.highestOneBit(2 * dimension - 1));
    }

    public int size() {
        return flips.length;
    }

    /** √n times the rotated vector, n being {@link #size()}: the values of a vector of length 1 spread by 1. */
    public float[] apply(float[] vector) {
        float[] rotated = new float[flips.length];
        for (int i = 0; i < vector.length; i++) {
            rotated[i] = flips[i] * vector[i];
        }
        for (int half = 1; half < rotated.length; half *= 2) {
            for (int start = 0; start < rotated.length; start += 2 * half) {
                butterfly(rotated, start, half);
            }
        }
        return rotated;
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
