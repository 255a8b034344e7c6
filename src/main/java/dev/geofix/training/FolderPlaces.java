package dev.geofix.training;

import dev.geofix.image.SquareView;
import dev.geofix.evaluation.ImageFolder;
import dev.geofix.image.ImageDecoder;
import dev.geofix.image.Resize;
import dev.geofix.image.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The training half of a data set in the layout of University-1652: {@code drone/NNNN} and {@code satellite/NNNN}, a folder a
 * place. The satellite view is turned by a random multiple of 90°, for nothing in such a set ties it to the drone's heading.
 */
final class FolderPlaces implements PairSource {
    private final List<List<Path>> drone;
    private final List<List<Path>> satellite;
    private final ImageDecoder decoder;

    /** @throws IllegalArgumentException when a folder is missing, or no place has both views */
    FolderPlaces(Path train, ImageDecoder decoder) throws IOException {
        ImageFolder drones = ImageFolder.read(train.resolve("drone"));
        ImageFolder satellites = ImageFolder.read(train.resolve("satellite"));
        List<String> both = drones.places().stream().filter(satellites.places()::contains).toList();
        if (both.isEmpty()) {
            throw new IllegalArgumentException(train + " has no place with both a drone and a satellite view");
        }
        drone = both.stream().map(drones::files).toList();
        satellite = both.stream().map(satellites::files).toList();
        this.decoder = decoder;
    }

    @Override
    public int places() {
        return drone.size();
    }

    @Override
    public int[] choose(int count, SplittableRandom random) {
        return Arrays.copyOf(Shuffle.order(places(), random), Math.min(count, places()));
    }

    @Override
    public ViewPair draw(int place, int size, SplittableRandom random) throws IOException {
        RgbImage fromDrone = read(drone.get(place), random);
        RgbImage fromAbove = read(satellite.get(place), random);
        RgbImage turned = SquareView.centred(fromAbove, Math.min(fromAbove.width(), fromAbove.height()))
                .turned(90 * random.nextInt(4)).render(fromAbove, size);
        return new ViewPair(Resize.bicubic(fromDrone, size, size), turned);
    }

    private RgbImage read(List<Path> files, SplittableRandom random) throws IOException {
        return decoder.decode(Files.readAllBytes(files.get(random.nextInt(files.size()))));
    }
}
