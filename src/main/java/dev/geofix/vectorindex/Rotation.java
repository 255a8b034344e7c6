package dev.geofix.vectorindex;

import java.util.SplittableRandom;

/**
 * A fixed random rotation: signs flipped by chance, then the Walsh–Hadamard transform, in n·log n additions. It spreads the energy of a
 * few strong values over all, so that every sign afterwards tells as much as any other.
 */
final class Rotation {
    private static final long SEED = 0x6765_6f66_6978L;

    private final float[] flips;

    /** @param dimension of the vectors; rotated ones are as long as the next power of two */
    Rotation(int dimension) {
        int size = Math.max(64, Integer.highestOneBit(2 * dimension - 1));
        SplittableRandom random = new SplittableRandom(SEED);
        flips = new float[size];
        for (int i = 0; i < size; i++) {
            flips[i] = random.nextBoolean() ? 1 : -1;
        }
    }

    int size() {
        return flips.length;
    }

    /** √n times the rotated vector, since only signs are asked for. */
    float[] apply(float[] vector) {
        float[] turned = new float[flips.length];
        for (int i = 0; i < vector.length; i++) {
            turned[i] = flips[i] * vector[i];
        }
        for (int half = 1; half < turned.length; half *= 2) {
            for (int start = 0; start < turned.length; start += 2 * half) {
                butterfly(turned, start, half);
            }
        }
        return turned;
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
