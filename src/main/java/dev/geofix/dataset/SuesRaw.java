package dev.geofix.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
}
