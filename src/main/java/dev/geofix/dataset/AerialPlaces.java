package dev.geofix.dataset;

import dev.geofix.imaging.ImageDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The images of several folders as places, numbered through.
 *
 * @param leftOut images that stand in neither half
 */
record AerialPlaces(List<AerialPlace> list, int leftOut) {
    static AerialPlaces of(List<Path> sources, ViewsPlan plan, ImageDecoder decoder) throws IOException {
        Random random = new Random(plan.seed());
        DistinctGround distinct = new DistinctGround(decoder);
        List<AerialPlace> places = new ArrayList<>();
        int leftOut = 0;
        for (Path source : sources) {
            Halves halves = AerialFolder.split(source, plan.testShare(), random, distinct);
            halves.train().forEach(image -> add(places, image, Part.TRAIN, random));
            List<Path> shuffled = new ArrayList<>(halves.test());
            Collections.shuffle(shuffled, random);
            List<Path> distractors = shuffled.subList(0, (int) Math.round(plan.distractors() * shuffled.size()));
            halves.test().forEach(image -> add(places, image,
                    distractors.contains(image) ? Part.DISTRACTOR : Part.QUERY, random));
            leftOut += halves.leftOut();
        }
        return new AerialPlaces(List.copyOf(places), leftOut);
    }

    int count(Part part) {
        return (int) list.stream().filter(place -> place.part() == part).count();
    }

    private static void add(List<AerialPlace> places, Path image, Part part, Random random) {
        places.add(new AerialPlace(String.format(Locale.ROOT, "%05d", places.size() + 1), image, part,
                random.nextLong()));
    }
}
