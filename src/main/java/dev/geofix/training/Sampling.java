package dev.geofix.training;

import java.util.Arrays;

/** Which pairs of views an epoch goes through. */
public enum Sampling {
    /** Each place once, with any of its drone views. */
    CLASS_BALANCED {
        @Override
        int[] pairs(int[] droneViews) {
            int[] once = new int[droneViews.length];
            Arrays.fill(once, 1);
            return once;
        }

        @Override
        int view(int pair) {
            return PairDraw.ANY;
        }
    },
    /** Each drone view once; no place twice in a batch. */
    ALL_PAIRS {
        @Override
        int[] pairs(int[] droneViews) {
            return droneViews;
        }

        @Override
        int view(int pair) {
            return pair;
        }
    };

    /** How many pairs of each place an epoch has, by the number of its drone views. */
    abstract int[] pairs(int[] droneViews);

    /** The drone view of a place's so manieth pair in an epoch. */
    abstract int view(int pair);
}
