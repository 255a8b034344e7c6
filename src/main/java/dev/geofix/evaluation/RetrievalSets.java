package dev.geofix.evaluation;

import dev.geofix.dataset.Dataset;
import dev.geofix.dataset.TestSet;
import dev.geofix.dataset.ViewFolder;
import dev.geofix.evaluation.RetrievalSet.LabelledPictures;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The test half of a dataset: both directions, at each height. */
public final class RetrievalSets {
    private RetrievalSets() {}

    /**
     * @param name as it stands in the tables
     * @throws UserException when the set has no test half
     */
    public static List<RetrievalSet> of(String name, Dataset dataset, ImageDecoder decoder) throws IOException {
        List<RetrievalSet> sets = new ArrayList<>();
        for (TestSet test : dataset.tests()) {
            for (TestSet.Direction direction : test.directions()) {
                Map<String, Integer> labels = new HashMap<>();
                LabelledPictures gallery = views(direction.gallery(), labels, decoder);
                LabelledPictures queries = views(direction.queries(), labels, decoder);
                sets.add(new RetrievalSet(name, test.height(), queries, gallery, !direction.fromDrone(), false));
            }
        }
        if (sets.isEmpty()) {
            throw new UserException(dataset.root() + " has no test half: query_drone with "
                    + "gallery_satellite, or query_satellite with gallery_drone");
        }
        return sets;
    }

    private static LabelledPictures views(ViewFolder folder, Map<String, Integer> labels, ImageDecoder decoder) {
        List<Picture> pictures = new ArrayList<>();
        List<Integer> ofPictures = new ArrayList<>();
        folder.images().forEach((place, files) -> {
            Integer label = labels.computeIfAbsent(place, unknown -> labels.size());
            files.forEach(file -> {
                pictures.add(Picture.of(file, place, decoder));
                ofPictures.add(label);
            });
        });
        return new LabelledPictures(pictures, ofPictures.stream().mapToInt(Integer::intValue).toArray(), null);
    }
}
