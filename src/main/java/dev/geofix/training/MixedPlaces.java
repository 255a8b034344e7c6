package dev.geofix.training;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Several sources as one: each batch takes its share from every one of them. */
final class MixedPlaces implements PairSource {
    /** @param weight this source's part of a batch, against the sum of all weights */
    record Part(PairSource source, double weight) {}

    private final List<Part> parts;
    private final int[] firstPlace;

    MixedPlaces(List<Part> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("nothing to train on: name at least one source of pairs");
        }
        this.parts = List.copyOf(parts);
        firstPlace = new int[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            firstPlace[i + 1] = firstPlace[i] + parts.get(i).source().places();
        }
    }

    @Override
    public int places() {
        return firstPlace[parts.size()];
    }

    @Override
    public int[] choose(int count, SplittableRandom random) {
        double total = parts.stream().mapToDouble(Part::weight).sum();
        int[] chosen = new int[count];
        int filled = 0;
        double weight = 0;
        for (int i = 0; i < parts.size(); i++) {
            weight += parts.get(i).weight();
            int wanted = (int) Math.round(count * weight / total) - filled;
            for (int place : parts.get(i).source().choose(wanted, random)) {
                chosen[filled++] = firstPlace[i] + place;
            }
        }
        return Arrays.copyOf(chosen, filled);
    }

    @Override
    public ViewPair draw(int place, int size, SplittableRandom random) throws IOException {
        int i = 0;
        while (place >= firstPlace[i + 1]) {
            i++;
        }
        return parts.get(i).source().draw(place - firstPlace[i], size, random);
    }
}
