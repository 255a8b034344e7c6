package dev.geofix.training;

import java.util.SplittableRandom;

/** Random orders (Fisher and Yates). */
final class Shuffle {
    private Shuffle() {}

    /** The numbers from 0 to {@code size} − 1 in a random order. */
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
