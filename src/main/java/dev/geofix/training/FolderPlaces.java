package dev.geofix.training;

import dev.geofix.dataset.Dataset;
import dev.geofix.dataset.TrainingPlace;
import dev.geofix.image.ImageDecoder;
import dev.geofix.image.Resize;
import dev.geofix.image.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The training half of a data set: a place has drone views and satellite views, whole pictures whose headings are unrelated. */
final class FolderPlaces implements PairSource {
    private static final long ORDER = 3;

    private final List<String> names;
    private final List<List<Path>> drone;
    private final List<List<Path>> satellite;
    private final int[] droneViews;
    private final Sampling sampling;
    private final ReadablePictures pictures;
    private volatile @Nullable Epoch current;

    private record Epoch(long number, int count, Seeds seeds, EpochPlan plan) {}

    /**
     * @param unreadable is told of each picture that cannot be read, once
     * @throws IllegalArgumentException when a folder is missing, or fewer than two places have both views
     */
    FolderPlaces(Path train, Sampling sampling, ImageDecoder decoder, Consumer<String> unreadable) throws IOException {
        List<TrainingPlace> places = Dataset.open(train, List.of()).training();
        if (places.size() < 2) {
            throw new IllegalArgumentException(train + " has " + places.size()
                    + " places with both a drone and a satellite view; a training needs at least 2");
        }
        names = places.stream().map(TrainingPlace::name).toList();
        drone = places.stream().map(TrainingPlace::drone).toList();
        satellite = places.stream().map(TrainingPlace::satellite).toList();
        droneViews = drone.stream().mapToInt(List::size).toArray();
        this.sampling = sampling;
        pictures = new ReadablePictures(decoder, unreadable);
    }

    @Override
    public int places() {
        return names.size();
    }

    @Override
    public String name(int place) {
        return names.get(place);
    }

    @Override
    public int epochSteps(int count) {
        return EpochPlan.length(sampling, droneViews, count);
    }

    @Override
    public List<Pick> batch(int count, long step, Seeds seeds) {
        int length = epochSteps(count);
        Epoch epoch = current;
        if (epoch == null || epoch.number != step / length || epoch.count != count || !epoch.seeds.equals(seeds)) {
            epoch = new Epoch(step / length, count, seeds,
                    EpochPlan.draw(sampling, droneViews, count, seeds.at(ORDER, step / length, 0)));
            current = epoch;
        }
        return epoch.plan.batches().get((int) (step % length));
    }

    @Override
    public @Nullable ViewPair draw(Pick pick, int size, SplittableRandom random) {
        List<Path> seen = drone.get(pick.place());
        List<Path> above = satellite.get(pick.place());
        int view = pick.view() == Pick.ANY ? random.nextInt(seen.size()) : pick.view();
        RgbImage fromDrone = pictures.read(seen, view);
        RgbImage fromAbove = pictures.read(above, random.nextInt(above.size()));
        return fromDrone == null || fromAbove == null
                ? null
                : new ViewPair(Resize.bicubic(fromDrone, size, size), Resize.bicubic(fromAbove, size, size), false);
    }
}
