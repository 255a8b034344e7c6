package dev.geofix.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * One epoch's pairs spread over its batches, so that each pair comes once, no place comes twice in a batch and the batches differ by at
 * most one pair: place after place, in random order, puts each of its pairs into another one of the emptiest batches.
 */
record EpochPlan(List<List<PairDraw>> batches) {
    private record Bin(int size, long tie, int batch) {}

    /** @param droneViews how many each place has */
    static EpochPlan draw(Sampling sampling, int[] droneViews, int batch, SplittableRandom random) {
        int[] pairs = sampling.pairs(droneViews);
        List<List<PairDraw>> batches = new ArrayList<>();
        PriorityQueue<Bin> emptiest = new PriorityQueue<>(
                Comparator.comparingInt(Bin::size).thenComparingLong(Bin::tie));
        for (int i = 0; i < length(sampling, droneViews, batch); i++) {
            batches.add(new ArrayList<>());
            emptiest.add(new Bin(0, random.nextLong(), i));
        }
        for (int place : Shuffle.order(pairs.length, random)) {
            List<Bin> taken = new ArrayList<>();
            for (int view : Shuffle.order(pairs[place], random)) {
                Bin bin = emptiest.remove();
                batches.get(bin.batch()).add(new PairDraw(place, sampling.view(view)));
                taken.add(new Bin(bin.size() + 1, random.nextLong(), bin.batch()));
            }
            emptiest.addAll(taken);
        }
        return new EpochPlan(batches);
    }

    /** Batches in every epoch: enough for all pairs, and for the place with the most. */
    static int length(Sampling sampling, int[] droneViews, int batch) {
        int[] pairs = sampling.pairs(droneViews);
        long all = Arrays.stream(pairs).asLongStream().sum();
        return Math.max(Math.toIntExact((all + batch - 1) / batch), Arrays.stream(pairs).max().orElseThrow());
    }
}
