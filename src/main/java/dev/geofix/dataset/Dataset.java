package dev.geofix.dataset;

import dev.geofix.platform.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A set of places seen by drones and from satellites, in one of the field's {@link Layout}s. Either half may be missing. Folders are listed when they are
 * asked for; no image is opened.
 */
public final class Dataset {
    private final Path root;
    private final List<SplitFolder> halves;
    private final @Nullable SuesRaw raw;
    private final List<Integer> heights;

    private Dataset(Path root, List<SplitFolder> halves, @Nullable SuesRaw raw, List<Integer> heights) {
        this.root = root;
        this.halves = halves;
        this.raw = raw;
        this.heights = heights;
    }

    /**
     * @param wanted heights to use, metres; empty for all that are there
     * @throws UserException when the folder has none of the layouts, or lacks a height
     */
    public static Dataset open(Path root, List<Integer> wanted) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new UserException("there is no folder " + root);
        }
        List<SplitFolder> halves = SplitFolder.find(root);
        SuesRaw raw = halves.isEmpty() ? SuesRaw.find(root) : null;
        if (halves.isEmpty() && raw == null) {
            throw new UserException(root + " has no known layout. Looked for train/{drone,satellite} and "
                    + "test/{query,gallery}_{drone,satellite}; Training/<height> and Testing/<height> with the same "
                    + "folders; one of these halves itself; drone_view_512/<place>/<height> with "
                    + "satellite-view/<place>. Found: " + names(root));
        }
        TreeSet<Integer> there = new TreeSet<>(raw == null ? List.of() : raw.heights());
        halves.stream().map(SplitFolder::height).filter(height -> height != null).forEach(there::add);
        if (!there.containsAll(wanted)) {
            throw new UserException(there.isEmpty()
                    ? root + " has no heights to choose from"
                    : root + " has the heights " + there + ", not all of " + wanted);
        }
        if (!wanted.isEmpty()) {
            there.retainAll(wanted);
        }
        List<SplitFolder> used = halves.stream().filter(half -> half.height() == null || there.contains(half.height()))
                .toList();
        return new Dataset(root, used, raw, List.copyOf(there));
    }

    public Path root() {
        return root;
    }

    public Layout layout() {
        return raw != null ? Layout.SUES_RAW : heights.isEmpty() ? Layout.UNIVERSITY : Layout.SUES_SPLIT;
    }

    /** In metres, ascending; empty for a set without heights. */
    public List<Integer> heights() {
        return heights;
    }

    /**
     * The places to learn from that have both views, by name. A place's drone views of all chosen heights stand together, height by height; its satellite view is
     * taken once. Places with one view only are left to {@link DatasetCheck} to name.
     */
    public List<TrainingPlace> training() throws IOException {
        NavigableMap<String, List<Path>> drone = new TreeMap<>();
        NavigableMap<String, List<Path>> satellite = new TreeMap<>();
        for (TrainingHalf half : trainingHalves()) {
            half.drone().images().forEach((place, files) -> drone
                    .computeIfAbsent(place, name -> new ArrayList<>()).addAll(files));
            half.satellite().images().forEach(satellite::putIfAbsent);
        }
        return drone.keySet().stream().filter(satellite::containsKey)
                .map(place -> new TrainingPlace(place, drone.getOrDefault(place, List.of()),
                        satellite.getOrDefault(place, List.of())))
                .toList();
    }

    /** The test sets, one a height, those without any direction left out; empty where the set has no test half. */
    public List<TestSet> tests() throws IOException {
        List<TestSet> tests = new ArrayList<>();
        if (raw != null) {
            for (int height : heights) {
                tests.add(new TestSet(height + " m", height, raw.test(height)));
            }
        }
        for (SplitFolder half : halves) {
            List<TestSet.Direction> directions = new ArrayList<>();
            if (half.has("query_drone") && half.has("gallery_satellite")) {
                directions.add(
                        new TestSet.Direction(true, half.view("query_drone"), half.view("gallery_satellite")));
            }
            if (half.has("query_satellite") && half.has("gallery_drone")) {
                directions.add(
                        new TestSet.Direction(false, half.view("query_satellite"), half.view("gallery_drone")));
            }
            if (!directions.isEmpty()) {
                tests.add(new TestSet(half.height() == null ? "" : half.height() + " m", half.height(), directions));
            }
        }
        return tests;
    }

    List<TrainingHalf> trainingHalves() throws IOException {
        List<TrainingHalf> found = new ArrayList<>();
        if (raw != null) {
            for (int height : heights) {
                found.add(new TrainingHalf(height, raw.trainingDrone(height), raw.trainingSatellite()));
            }
        }
        for (SplitFolder half : halves) {
            if (half.isTraining()) {
                found.add(new TrainingHalf(half.height(), half.view("drone"), half.view("satellite")));
            }
        }
        return found;
    }

    private static String names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> names = entries.limit(12).map(entry -> entry.getFileName().toString()).sorted().toList();
            return names.isEmpty() ? "nothing" : String.join(", ", names);
        }
    }

    /**
     * A folder whose entries are views: a half of a set, or of one height.
     *
     * @param height in metres; null where the set has none
     */
    private record SplitFolder(Path folder, @Nullable Integer height) {
        private static final Set<String> HALVES = Set.of("train", "training", "test", "testing");

        /** The halves at and below a folder, training or test, by height. */
        static List<SplitFolder> find(Path root) throws IOException {
            List<Path> candidates = new ArrayList<>(List.of(root));
            for (Path child : folders(root)) {
                if (HALVES.contains(child.getFileName().toString().toLowerCase(Locale.ROOT))) {
                    candidates.add(child);
                }
            }
            List<SplitFolder> found = new ArrayList<>();
            for (Path candidate : candidates) {
                SplitFolder itself = new SplitFolder(candidate, null);
                if (itself.isTraining() || itself.isTest()) {
                    found.add(itself);
                    continue;
                }
                folders(candidate).stream().filter(child -> child.getFileName().toString().matches("[0-9]{1,5}"))
                        .map(child -> new SplitFolder(child, Integer.valueOf(child.getFileName().toString())))
                        .filter(half -> half.isTraining() || half.isTest())
                        .sorted(Comparator.comparing(half -> half.height == null ? 0 : half.height))
                        .forEach(found::add);
            }
            return found;
        }

        boolean isTraining() {
            return has("drone") || has("satellite");
        }

        boolean isTest() {
            return has("query_drone") || has("query_satellite");
        }

        boolean has(String view) {
            return Files.isDirectory(folder.resolve(view));
        }

        ViewFolder view(String view) throws IOException {
            return ViewFolder.read(folder.resolve(view));
        }

        private static List<Path> folders(Path folder) throws IOException {
            try (Stream<Path> entries = Files.list(folder)) {
                return entries.filter(Files::isDirectory).sorted().toList();
            }
        }
    }

    /** How the folders of a set lie. */
    public enum Layout {
        /** {@code train/{drone,satellite}} and {@code test/{query,gallery}_{drone,satellite}}, or one of the halves itself. */
        UNIVERSITY,
        /** {@code Training|Testing/<height>/…} with the same folders below each height, or one of the halves itself. */
        SUES_SPLIT,
        /** {@code drone_view_512/NNNN/<height>} and {@code satellite-view/NNNN}, not split yet. */
        SUES_RAW
    }

    /** Both views of what a set, or one of its heights, gives to learn from. */
    record TrainingHalf(@Nullable Integer height, ViewFolder drone, ViewFolder satellite) {
        Set<String> withoutSatellite() {
            return difference(drone, satellite);
        }

        Set<String> withoutDrone() {
            return difference(satellite, drone);
        }

        private static Set<String> difference(ViewFolder some, ViewFolder others) {
            TreeSet<String> places = new TreeSet<>(some.places());
            places.removeAll(others.places());
            return places;
        }
    }
}
