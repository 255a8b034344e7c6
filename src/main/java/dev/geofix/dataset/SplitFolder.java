package dev.geofix.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder whose entries are views: a half of a set, or of one height.
 *
 * @param height in metres; null where the set has none
 */
record SplitFolder(Path folder, @Nullable Integer height) {
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
                    .sorted(Comparator.comparing(half -> half.height == null ? 0 : half.height)).forEach(found::add);
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
