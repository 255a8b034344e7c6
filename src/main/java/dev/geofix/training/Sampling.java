package dev.geofix.training;

import dev.geofix.training.PairSource.PairDraw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Which pairs of views an epoch goes through, and in which batches. */
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

    /** Batches in every epoch: enough for all pairs, and for the place with the most. */
    int epochLength(int[] droneViews, int batch) {
        int[] pairs = pairs(droneViews);
        long all = Arrays.stream(pairs).asLongStream().sum();
        return Math.max(Math.toIntExact((all + batch - 1) / batch), Arrays.stream(pairs).max().orElseThrow());
    }

    /**
     * One epoch's pairs spread over its batches, so that each pair comes once, no place comes twice in a batch and the batches differ by at
     * most one pair: place after place, in random order, puts each of its pairs into another one of the emptiest batches.
     *
     * @param droneViews how many each place has
     */
    List<List<PairDraw>> epoch(int[] droneViews, int batch, SplittableRandom random) {
        int[] pairs = pairs(droneViews);
        List<List<PairDraw>> batches = new ArrayList<>();
        PriorityQueue<Bin> emptiest = new PriorityQueue<>(
                Comparator.comparingInt(Bin::size).thenComparingLong(Bin::tie));
        for (int i = 0; i < epochLength(droneViews, batch); i++) {
            batches.add(new ArrayList<>());
            emptiest.add(new Bin(0, random.nextLong(), i));
        }
        for (int place : Seeds.order(pairs.length, random)) {
            List<Bin> taken = new ArrayList<>();
            for (int view : Seeds.order(pairs[place], random)) {
                Bin bin = emptiest.remove();
                batches.get(bin.batch()).add(new PairDraw(place, view(view)));
                taken.add(new Bin(bin.size() + 1, random.nextLong(), bin.batch()));
            }
            emptiest.addAll(taken);
        }
        return batches;
    }

    private record Bin(int size, long tie, int batch) {}
}
