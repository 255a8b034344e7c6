package dev.geofix.dataset;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            GroundSplit halves = AerialFolder.split(source, plan.testShare(), random, distinct);
            halves.train().forEach(image -> add(places, image, Role.TRAIN, random));
            List<Path> shuffled = new ArrayList<>(halves.test());
            Collections.shuffle(shuffled, random);
            List<Path> distractors = shuffled.subList(0, (int) Math.round(plan.distractors() * shuffled.size()));
            halves.test().forEach(image -> add(places, image,
                    distractors.contains(image) ? Role.DISTRACTOR : Role.QUERY, random));
            leftOut += halves.leftOut();
        }
        return new AerialPlaces(List.copyOf(places), leftOut);
    }

    int count(Role part) {
        return (int) list.stream().filter(place -> place.part() == part).count();
    }

    private static void add(List<AerialPlace> places, Path image, Role part, Random random) {
        places.add(new AerialPlace(String.format(Locale.ROOT, "%05d", places.size() + 1), image, part,
                random.nextLong()));
    }

    /** A folder of aerial images or, where it has a {@code tiles.csv}, of map tiles. */
    private static final class AerialFolder {
        /** Files that follow each other and go to one half. */
        private static final int BLOCK = 20;
        private static final int DEEPEST = 8;

        private AerialFolder() {}

        /**
         * @param distinct what keeps overlapping images out, where nothing tells where they were taken
         * @throws UserException when there is no such folder or no image in it
         */
        static GroundSplit split(Path folder, double testShare, Random random, DistinctGround distinct)
                throws IOException {
            if (!Files.isDirectory(folder)) {
                throw new UserException("there is no folder " + folder);
            }
            if (Files.exists(folder.resolve("tiles.csv"))) {
                return GroundSplit.ofMap(tiles(folder), testShare);
            }
            try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
                List<Path> images = files.filter(Files::isRegularFile).filter(ViewFolder::isImage).sorted().toList();
                if (images.isEmpty()) {
                    throw new UserException(folder + " has no image in it");
                }
                return distinct.of(GroundSplit.ofFiles(images, testShare, BLOCK, random));
            }
        }

        /** The usable tiles of the zoom that has most: other zooms show the same ground again. */
        private static List<MapTiles.Tile> tiles(Path folder) throws IOException {
            TreeMap<Integer, List<MapTiles.Tile>> byZoom = MapTiles.read(folder).stream().filter(MapTiles.Tile::usable)
                    .collect(Collectors.groupingBy(tile -> tile.address().zoom(), TreeMap::new, Collectors.toList()));
            return byZoom.values().stream().reduce((some, others) -> others.size() > some.size() ? others : some)
                    .orElseThrow(() -> new UserException(
                            folder.resolve("tiles.csv") + " lists no usable tile"));
        }
    }

    /**
     * An image that becomes a place of a dataset.
     *
     * @param name of its class
     * @param seed of its drone views
     */
    record AerialPlace(String name, Path image, Role part, long seed) {}

    /** What a place is there for. */
    enum Role {
        /** To learn from. */
        TRAIN,
        /** Asked for, and in the galleries. */
        QUERY,
        /** In the galleries only. */
        DISTRACTOR
    }
}
