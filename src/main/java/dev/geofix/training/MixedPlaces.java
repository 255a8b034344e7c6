package dev.geofix.training;

import dev.geofix.platform.UserException;
import dev.geofix.training.PairSource.PairDraw;
import dev.geofix.training.PairSource.ViewPair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Several sources as one: each batch takes its share from every one of them. */
final class MixedPlaces implements PairSource {
    /** @param weight this source's part of a batch, against the sum of all weights */
    record Part(PairSource source, double weight) {}

    private final List<Part> parts;
    private final int[] firstPlace;

    MixedPlaces(List<Part> parts) {
        if (parts.isEmpty()) {
            throw new UserException("nothing to train on: name at least one source of pairs");
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
    public String name(int place) {
        int part = holding(place);
        return parts.get(part).source().name(place - firstPlace[part]);
    }

    /** The longest of the parts' epochs. */
    @Override
    public int epochSteps(int count) {
        int[] shares = shares(count);
        return IntStream.range(0, parts.size()).filter(i -> shares[i] > 0)
                .map(i -> parts.get(i).source().epochSteps(shares[i])).max().orElse(0);
    }

    @Override
    public List<PairDraw> batch(int count, long step, Seeds seeds) {
        int[] shares = shares(count);
        List<PairDraw> batch = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            int first = firstPlace[i];
            if (shares[i] > 0) {
                parts.get(i).source().batch(shares[i], step, seeds.of(i))
                        .forEach(pick -> batch.add(new PairDraw(first + pick.place(), pick.view())));
            }
        }
        return batch;
    }

    private int[] shares(int count) {
        double total = parts.stream().mapToDouble(Part::weight).sum();
        int[] shares = new int[parts.size()];
        int filled = 0;
        double weight = 0;
        for (int i = 0; i < shares.length; i++) {
            weight += parts.get(i).weight();
            shares[i] = (int) Math.round(count * weight / total) - filled;
            filled += shares[i];
        }
        return shares;
    }

    @Override
    public @Nullable ViewPair draw(PairDraw pick, int size, SplittableRandom random) throws IOException {
        int part = holding(pick.place());
        return parts.get(part).source().draw(new PairDraw(pick.place() - firstPlace[part], pick.view()), size, random);
    }

    private int holding(int place) {
        int part = 0;
        while (place >= firstPlace[part + 1]) {
            part++;
        }
        return part;
    }
}
