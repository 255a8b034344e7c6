package dev.geofix.training;

import java.util.SplittableRandom;

/**
 * Randomness by position: the generator of sample {@code index} in step {@code step} depends on the run's seed and on these
 * numbers alone. A resumed run therefore draws what the uninterrupted one would have drawn, whichever thread draws it.
 */
record Seeds(long seed) {
    SplittableRandom at(long stream, long step, long index) {
        return new SplittableRandom(mix(mix(mix(seed ^ mix(stream)) + step) + index));
    }

    /** The seeds of one of several parts. */
    Seeds of(int part) {
        return new Seeds(mix(seed + part));
    }

    /** Finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** The numbers from 0 to {@code size} − 1 in a random order (Fisher and Yates). */
    static int[] order(int size, SplittableRandom random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
