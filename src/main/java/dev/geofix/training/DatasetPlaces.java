package dev.geofix.training;

import dev.geofix.dataset.Dataset;
import dev.geofix.dataset.TrainingPlace;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.imaging.Resize;
import dev.geofix.imaging.RgbImage;
import dev.geofix.platform.UserException;
import dev.geofix.training.PairSource.PairDraw;
import dev.geofix.training.PairSource.ViewPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The training half of a data set: a place has drone views and satellite views, whole pictures whose headings are unrelated. */
final class DatasetPlaces implements PairSource {
    private static final long ORDER = 3;

    private final List<TrainingPlace> places;
    private final int[] droneViews;
    private final Sampling sampling;
    private final ReadablePictures pictures;
    private volatile @Nullable Epoch current;

    private record Epoch(long number, int count, Seeds seeds, List<List<PairDraw>> batches) {}

    /**
     * @param all places of the training half
     * @param most places that take part, evenly picked; 0: all
     * @param unreadable is told of each picture that cannot be read, once
     * @throws UserException when fewer than two places are left
     */
    DatasetPlaces(List<TrainingPlace> all, int most, Sampling sampling, ImageDecoder decoder,
            Consumer<String> unreadable) {
        int count = most == 0 ? all.size() : Math.min(most, all.size());
        if (count < 2) {
            throw new UserException("the data set has " + all.size()
                    + " places with both a drone and a satellite view; a training needs at least 2");
        }
        places = IntStream.range(0, count).mapToObj(i -> all.get((int) ((long) i * all.size() / count))).toList();
        droneViews = places.stream().mapToInt(place -> place.drone().size()).toArray();
        this.sampling = sampling;
        pictures = new ReadablePictures(decoder, unreadable);
    }

    @Override
    public int places() {
        return places.size();
    }

    @Override
    public String name(int place) {
        return places.get(place).name();
    }

    @Override
    public int epochSteps(int count) {
        return sampling.epochLength(droneViews, count);
    }

    @Override
    public List<PairDraw> batch(int count, long step, Seeds seeds) {
        int length = epochSteps(count);
        Epoch epoch = current;
        if (epoch == null || epoch.number != step / length || epoch.count != count || !epoch.seeds.equals(seeds)) {
            epoch = new Epoch(step / length, count, seeds,
                    sampling.epoch(droneViews, count, seeds.at(ORDER, step / length, 0)));
            current = epoch;
        }
        return epoch.batches.get((int) (step % length));
    }

    @Override
    public @Nullable ViewPair draw(PairDraw pick, int size, SplittableRandom random) {
        List<Path> seen = places.get(pick.place()).drone();
        List<Path> above = places.get(pick.place()).satellite();
        int view = pick.view() == PairDraw.ANY ? random.nextInt(seen.size()) : pick.view();
        RgbImage fromDrone = pictures.read(seen, view);
        RgbImage fromAbove = pictures.read(above, random.nextInt(above.size()));
        return fromDrone == null || fromAbove == null
                ? null
                : new ViewPair(Resize.bicubic(fromDrone, size, size), Resize.bicubic(fromAbove, size, size), false);
    }

    /** Reads pictures of a place; one that cannot be read is reported once and the place's next one stands in for it. */
    private static final class ReadablePictures {
        private final ImageDecoder decoder;
        private final Consumer<String> unreadable;
        private final Set<Path> reported = ConcurrentHashMap.newKeySet();

        ReadablePictures(ImageDecoder decoder, Consumer<String> unreadable) {
            this.decoder = decoder;
            this.unreadable = unreadable;
        }

        /** The file at that index, or the first readable one after it, round the list; null when there is none. */
        @Nullable
        RgbImage read(List<Path> files, int index) {
            for (int i = 0; i < files.size(); i++) {
                Path file = files.get((index + i) % files.size());
                try {
                    return decoder.decode(Files.readAllBytes(file));
                } catch (IOException | ImageRejectedException e) {
                    if (reported.add(file)) {
                        unreadable.accept("left out " + file + ": " + e.getMessage());
                    }
                }
            }
            return null;
        }
    }
}
