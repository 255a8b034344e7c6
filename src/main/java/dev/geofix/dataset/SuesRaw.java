package dev.geofix.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * SUES-200 as it is downloaded: {@code drone_view_512/NNNN/<height>/N.jpg}, 50 a height, and {@code satellite-view/NNNN/0.png}. Which places train is
 * the benchmark's choice, {@link SuesSplit}; all the others are asked for, and all places stand in the galleries.
 */
record SuesRaw(Path drone, Path satellite) {
    static @Nullable SuesRaw find(Path root) throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            List<Path> folders = entries.filter(Files::isDirectory).sorted().toList();
            Path drone = beginning(folders, "drone_view");
            Path satellite = beginning(folders, "satellite_view");
            return drone == null || satellite == null ? null : new SuesRaw(drone, satellite);
        }
    }

    /** Names are written with hyphens or underscores. */
    private static @Nullable Path beginning(List<Path> folders, String start) {
        return folders.stream().filter(folder -> folder.getFileName().toString().replace('-', '_').startsWith(start))
                .findFirst().orElse(null);
    }

    List<Integer> heights() throws IOException {
        TreeSet<Integer> heights = new TreeSet<>();
        try (Stream<Path> places = Files.list(drone)) {
            for (Path place : places.filter(Files::isDirectory).toList()) {
                try (Stream<Path> entries = Files.list(place)) {
                    entries.map(entry -> entry.getFileName().toString()).filter(name -> name.matches("[0-9]{1,5}"))
                            .map(Integer::valueOf).forEach(heights::add);
                }
            }
        }
        return List.copyOf(heights);
    }

    ViewFolder trainingDrone(int height) throws IOException {
        return drone(height).only(SuesSplit.TRAINING);
    }

    ViewFolder trainingSatellite() throws IOException {
        return satellites().only(SuesSplit.TRAINING);
    }

    List<TestSet.Direction> test(int height) throws IOException {
        ViewFolder drones = drone(height);
        ViewFolder satellites = satellites();
        Set<String> asked = new TreeSet<>(drones.places());
        asked.addAll(satellites.places());
        asked.removeAll(SuesSplit.TRAINING);
        return List.of(new TestSet.Direction(true, drones.only(asked), satellites),
                new TestSet.Direction(false, satellites.only(asked), drones));
    }

    private ViewFolder drone(int height) throws IOException {
        return ViewFolder.read(drone, Integer.toString(height));
    }

    private ViewFolder satellites() throws IOException {
        return ViewFolder.read(satellite);
    }

    /** Which places of SUES-200 train: 120 of 200, as the benchmark's repository lists them in {@code script/indexs.yaml}. */
    static final class SuesSplit {
        private static final int[] NUMBERS = {
            1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13, 15, 16, 20, 21, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 36,
            37, 39, 43, 44, 45, 51, 55, 56, 57, 58, 60, 64, 66, 67, 69, 70, 73, 74, 76, 77, 80, 81, 82, 84, 85,
            86, 87, 88, 89, 90, 91, 94, 96, 97, 100, 101, 102, 103, 104, 105, 106, 113, 116, 118, 119, 120,
            123, 125, 126, 127, 129, 132, 134, 137, 139, 141, 142, 145, 146, 147, 148, 149, 151, 152, 155, 156,
            157, 158, 159, 160, 163, 166, 167, 168, 169, 171, 174, 179, 180, 182, 183, 184, 185, 186, 187, 191,
            192, 193, 196, 197, 198, 199, 200};

        /** Names of the places, four digits each. */
        static final Set<String> TRAINING = IntStream.of(NUMBERS)
                .mapToObj(number -> String.format(Locale.ROOT, "%04d", number))
                .collect(Collectors.toCollection(TreeSet::new));

        private SuesSplit() {}
    }
}
