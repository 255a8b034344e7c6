package dev.geofix.training;

import dev.geofix.dataset.Dataset;
import dev.geofix.dataset.DatasetCheck;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The options that say what a training's pairs of views come from. */
public final class PairOptions {
    private static final int KINDS = 3;

    @Option(names = "--dataset", description = "data set in a layout of University-1652 or SUES-200, or its training half; repeatable")
    private List<Path> datasets = List.of();

    @Option(names = "--heights", split = ",", description = "metres; of a data set that has heights, the ones to learn from. Default: all")
    private List<Integer> heights = List.of();

    @Option(names = "--photos", description = "folder of photos that look straight down; squares of them become pairs of views")
    private List<Path> photos = List.of();

    @Option(names = "--flight", description = "folder of overlapping photos with GPS; neighbours become pairs of views")
    private List<Path> flights = List.of();

    @Option(names = "--shares", split = ",", description = "parts of a batch from data sets, photos and flights")
    private double[] shares = {1, 1, 0.4};

    @Option(names = "--any-turn", description = "share of photo squares seen from any heading")
    private double anyTurn = 0.3;

    @Option(names = "--separation", description = "metres; photos nearer to each other do not meet in a batch")
    private double separation = 120;

    @Option(names = "--reach", description = "metres; photos of a flight within it show the same ground")
    private double reach = 25;

    /** @param leftOut is told of places with one view only and of pictures that cannot be read */
    public PairSource source(ImageDecoder decoder, TrainingConfig config, Consumer<String> leftOut) throws IOException {
        List<MixedPlaces.Part> parts = new ArrayList<>();
        for (Path dataset : datasets) {
            Dataset set = Dataset.open(dataset, heights);
            List<String> oneView = DatasetCheck.of(set, null).oneViewOnly();
            if (!oneView.isEmpty()) {
                leftOut.accept("left out " + oneView.size() + " places: " + String.join(", ", oneView));
            }
            parts.add(new MixedPlaces.Part(new DatasetPlaces(set.training(),
                    config.maxPlaces(), config.sampling(), decoder, leftOut),
                    share(0) / datasets.size()));
        }
        if (!photos.isEmpty()) {
            List<FlightPhoto> all = new ArrayList<>();
            for (Path folder : photos) {
                all.addAll(FlightPhoto.readAll(folder, decoder));
            }
            parts.add(new MixedPlaces.Part(new PhotoPlaces(all, separation, anyTurn), share(1)));
        }
        for (Path flight : flights) {
            parts.add(new MixedPlaces.Part(
                    new OverlapPlaces(FlightPhoto.readAll(flight, decoder), reach, separation),
                    share(2) / flights.size()));
        }
        return new MixedPlaces(parts);
    }

    /**
     * The test half of the first data set.
     *
     * @throws UserException when validation is wanted and there is none
     */
    Validation validation(ImageDecoder decoder, TrainingConfig config) throws IOException {
        Dataset first = datasets.isEmpty() ? null : Dataset.open(datasets.getFirst(), heights);
        return Validation.of(config.validationEpochs(), first, decoder);
    }

    private double share(int kind) {
        if (shares.length != KINDS || !(shares[kind] > 0)) {
            throw new UserException("--shares takes three numbers above 0: data sets, photos, flights");
        }
        return shares[kind];
    }

    /** In words, for the model's manifest. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        datasets.forEach(path -> names.add(name(path, heights)));
        photos.forEach(path -> names.add("photos " + shortName(path)));
        flights.forEach(path -> names.add("flight " + shortName(path)));
        return names;
    }

    /** @param heights that were asked for; empty for all */
    static String name(Path dataset, List<Integer> heights) {
        return "data set " + shortName(dataset) + (heights.isEmpty() ? "" : " at " + heights + " m");
    }

    /** The folder and the one that holds it: where they lie is this machine's affair, not the model's. */
    private static Path shortName(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        int names = whole.getNameCount();
        return whole.subpath(Math.max(0, names - 2), names);
    }
}
