package dev.geofix.evaluation;

import dev.geofix.dataset.Dataset;
import dev.geofix.dataset.TestSet;
import dev.geofix.dataset.ViewFolder;
import dev.geofix.image.ImageDecoder;
import dev.geofix.image.Resize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The test half of a data set like University-1652 or SUES-200: both directions, at each height. */
final class UniversitySets {
    private UniversitySets() {}

    /** @throws IllegalArgumentException when the set has no test half */
    static List<RetrievalSet> read(String name, Path folder, ImageDecoder decoder) throws IOException {
        List<RetrievalSet> sets = new ArrayList<>();
        for (TestSet test : Dataset.open(folder, List.of()).tests()) {
            String title = test.height() == null ? name : test.name();
            for (TestSet.Direction direction : test.directions()) {
                sets.add(set(title + " " + direction.name(), direction, decoder));
            }
        }
        if (sets.isEmpty()) {
            throw new IllegalArgumentException(folder + " has no test half: query_drone with gallery_satellite, or "
                    + "query_satellite with gallery_drone");
        }
        return sets;
    }

    private static RetrievalSet set(String name, TestSet.Direction direction, ImageDecoder decoder) {
        List<String> places = List.copyOf(direction.gallery().places());
        return new RetrievalSet(name, pictures(direction.queries(), decoder), labels(direction.queries(), places),
                pictures(direction.gallery(), decoder), labels(direction.gallery(), places), !direction.fromDrone(),
                false);
    }

    private static List<Picture> pictures(ViewFolder folder, ImageDecoder decoder) {
        List<Picture> pictures = new ArrayList<>();
        for (Path file : folder.files()) {
            pictures.add(size -> Resize.bicubic(decoder.decode(Files.readAllBytes(file)), size, size));
        }
        return pictures;
    }

    /** A place's label is its number in the gallery; a query whose place the gallery lacks gets a number of its own. */
    private static int[] labels(ViewFolder folder, List<String> places) {
        List<Integer> labels = new ArrayList<>();
        folder.images().forEach((place, files) -> {
            int index = places.indexOf(place);
            int label = index >= 0 ? index : places.size() + labels.size();
            files.forEach(file -> labels.add(label));
        });
        return labels.stream().mapToInt(Integer::intValue).toArray();
    }
}
