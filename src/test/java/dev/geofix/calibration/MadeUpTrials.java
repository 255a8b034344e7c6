package dev.geofix.calibration;

import dev.geofix.locate.Candidate;

import dev.geofix.geo.GeoPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Trials over a grid of touching tiles whose scores follow the model that calibration assumes. */
final class MadeUpTrials {
    static final double SIDE = 100;
    static final GeoPoint ORIGIN = new GeoPoint(10, 20);

    private static final int CANDIDATES = 20;
    private static final double FAR_APART = 500;

    private final Random random;

    MadeUpTrials(long seed) {
        random = new Random(seed);
    }

    /** Far tiles of random scores; which of them is true is drawn by the softmax of this temperature. */
    List<Trial> ofTemperature(double temperature, int count) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Candidate> candidates = candidates(0.3);
            double[] weights = candidates.stream().mapToDouble(tile -> Math.exp(tile.score() / temperature)).toArray();
            trials.add(new Trial(candidates, candidates.get(drawn(weights)).center()));
        }
        return trials;
    }

    /** Half of them photos whose tile scores higher the clearer they are, half strangers; the truth lies anywhere in its tile. */
    List<Trial> photosAndStrangers(int count) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Candidate> candidates = candidates(0.3);
            if (i % 2 == 0) {
                Candidate tile = candidates.removeFirst();
                double score = 0.2 + 0.6 * random.nextDouble();
                candidates.addFirst(new Candidate(tile.center(), SIDE, score));
                trials.add(new Trial(candidates, tile.center().offset(within(), within())));
            } else {
                trials.add(stranger(candidates));
            }
        }
        return trials;
    }

    List<Trial> strangers(int count) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trials.add(stranger(candidates(0.3)));
        }
        return trials;
    }

    private static Trial stranger(List<Candidate> candidates) {
        @Nullable
        GeoPoint nowhere = null;
        return new Trial(candidates, nowhere);
    }

    private List<Candidate> candidates(double highest) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < CANDIDATES; i++) {
            candidates.add(new Candidate(ORIGIN.offset(i * FAR_APART, 0), SIDE, highest * random.nextDouble()));
        }
        return candidates;
    }

    private double within() {
        return (random.nextDouble() - 0.5) * SIDE;
    }

    private int drawn(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double at = random.nextDouble() * sum;
        int index = 0;
        while (at > weights[index] && index < weights.length - 1) {
            at -= weights[index++];
        }
        return index;
    }
}
