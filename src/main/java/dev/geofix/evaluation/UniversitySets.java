package dev.geofix.evaluation;

import dev.geofix.image.ImageDecoder;
import dev.geofix.image.Resize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The test half of a data set like University-1652, or one height of SUES-200: both directions. */
final class UniversitySets {
    private UniversitySets() {}

    /** @param test holds query_drone, gallery_satellite, query_satellite, gallery_drone */
    static List<RetrievalSet> read(String name, Path test, ImageDecoder decoder) throws IOException {
        return List.of(
                set(name + " drone→satellite", test, "query_drone", "gallery_satellite", false, decoder),
                set(name + " satellite→drone", test, "query_satellite", "gallery_drone", true, decoder));
    }

    private static RetrievalSet set(String name, Path test, String queries, String gallery, boolean reversed,
            ImageDecoder decoder) throws IOException {
        ImageFolder asked = ImageFolder.read(test.resolve(queries));
        ImageFolder ranked = ImageFolder.read(test.resolve(gallery));
        List<String> places = ranked.places();
        return new RetrievalSet(name, pictures(asked, decoder), labels(asked, places), pictures(ranked, decoder),
                labels(ranked, places), reversed, false);
    }

    private static List<Picture> pictures(ImageFolder folder, ImageDecoder decoder) {
        List<Picture> pictures = new ArrayList<>();
        for (Path file : folder.files()) {
            pictures.add(size -> Resize.bicubic(decoder.decode(Files.readAllBytes(file)), size, size));
        }
        return pictures;
    }

    /** A place's label is its number in the gallery; a query whose place the gallery lacks gets a number of its own. */
    private static int[] labels(ImageFolder folder, List<String> places) {
        List<Integer> labels = new ArrayList<>();
        for (String place : folder.places()) {
            int index = places.indexOf(place);
            int label = index >= 0 ? index : places.size() + labels.size();
            folder.files(place).forEach(file -> labels.add(label));
        }
        return labels.stream().mapToInt(Integer::intValue).toArray();
    }
}
