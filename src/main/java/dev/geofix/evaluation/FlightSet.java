package dev.geofix.evaluation;

import dev.geofix.evaluation.RetrievalSet.LabelledPictures;
import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.imaging.RgbImage;
import dev.geofix.imaging.Warp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Photo to photo: each photo of a flight asks for its neighbour, the photo taken nearest to it by GPS. */
final class FlightSet {
    private FlightSet() {}

    static RetrievalSet read(String name, Path folder, ImageDecoder decoder) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        List<GeoPoint> positions = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                GeoPoint position = PhotoMetadata.read(Files.readAllBytes(file)).position();
                if (position != null) {
                    positions.add(position);
                    pictures.add(new Picture(file.toString(), Picture.stem(file),
                            size -> middle(decoder.decode(Files.readAllBytes(file)), size)));
                }
            }
        }
        int[] own = IntStream.range(0, positions.size()).toArray();
        int[] nearest = IntStream.of(own).map(i -> nearest(positions, i)).toArray();
        return new RetrievalSet(name, null, new LabelledPictures(pictures, nearest, positions),
                new LabelledPictures(pictures, own, positions), false, true);
    }

    private static int nearest(List<GeoPoint> positions, int index) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < positions.size(); i++) {
            double distance = positions.get(index).distanceTo(positions.get(i));
            if (i != index && distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static RgbImage middle(RgbImage photo, int size) {
        return Warp.square(photo, Math.min(photo.width(), photo.height()), 0, size, Warp.Edge.REFLECT);
    }
}
