package dev.geofix.training;

import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.Photo;
import dev.geofix.imaging.Resize;
import dev.geofix.imaging.RgbImage;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A photo that looks down on the ground, kept decoded in memory; its position where the file states one. */
record FlightPhoto(String name, RgbImage image, @Nullable GeoPoint position) {
    /** Detail beyond what a training view needs only costs memory: larger photos are scaled to this many pixels on the long side. */
    private static final int LONGEST_SIDE = 1280;

    /**
     * Reads the photos of a folder and its subfolders in the order of their names.
     *
     * @throws UserException when there are none
     */
    static List<FlightPhoto> readAll(Path folder, ImageDecoder decoder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(FlightPhoto::isPhoto).sorted().toList();
        }
        List<FlightPhoto> photos = new ArrayList<>();
        for (Path file : files) {
            Photo photo = decoder.photo(Files.readAllBytes(file));
            photos.add(new FlightPhoto(file.toString(), bounded(photo.image()), photo.metadata().position()));
        }
        if (photos.isEmpty()) {
            throw new UserException("no .jpg, .png or .webp photo in " + folder);
        }
        return photos;
    }

    private static RgbImage bounded(RgbImage image) {
        double scale = (double) LONGEST_SIDE / Math.max(image.width(), image.height());
        return scale >= 1
                ? image
                : Resize.bicubic(image, (int) (image.width() * scale), (int) (image.height() * scale));
    }

    private static boolean isPhoto(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png") || name.endsWith(".webp");
    }

    /** Whether both positions are known and closer than so many metres: the photos may then show the same ground. */
    boolean isNear(FlightPhoto other, double meters) {
        return position != null && other.position != null && position.distanceTo(other.position) < meters;
    }

    /**
     * Picks photos that do not show each other's ground: indexes in a random order, leaving out each that lies nearer than so many metres to one already taken. A photo
     * without a position is near to none.
     */
    static int[] farApart(List<FlightPhoto> photos, double meters, SplittableRandom random) {
        IntStream.Builder taken = IntStream.builder();
        List<FlightPhoto> kept = new ArrayList<>();
        for (int index : Seeds.order(photos.size(), random)) {
            FlightPhoto photo = photos.get(index);
            if (kept.stream().noneMatch(other -> other.isNear(photo, meters))) {
                kept.add(photo);
                taken.add(index);
            }
        }
        return taken.build().toArray();
    }
}
