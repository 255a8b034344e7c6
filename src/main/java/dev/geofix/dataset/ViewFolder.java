package dev.geofix.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One view of one half of a set: a folder a place, images in it. Places and files in the order of their names.
 *
 * @param root where the places' folders lie
 * @param images of each place that has any
 * @param empty places without an image
 * @param strays what else lies there: files that are no images by their names, folders in a place's folder; hidden ones are passed over
 */
public record ViewFolder(Path root, SortedMap<String, List<Path>> images, List<String> empty, List<Path> strays) {
    private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff");

    public ViewFolder {
        images = Collections.unmodifiableSortedMap(images);
        empty = List.copyOf(empty);
        strays = List.copyOf(strays);
    }

    /** Places are the folders in {@code root}. Links to folders are followed; nothing is read from below a place's folder. */
    static ViewFolder read(Path root) throws IOException {
        return read(root, "");
    }

    /** @param within the folder of each place where its images lie, relative to it */
    static ViewFolder read(Path root, String within) throws IOException {
        SortedMap<String, List<Path>> images = new TreeMap<>();
        List<String> empty = new ArrayList<>();
        List<Path> strays = new ArrayList<>();
        for (Path place : list(root)) {
            if (!Files.isDirectory(place)) {
                strays.add(place);
                continue;
            }
            List<Path> inPlace = new ArrayList<>();
            for (Path file : list(place.resolve(within))) {
                if (Files.isRegularFile(file) && isImage(file)) {
                    inPlace.add(file);
                } else {
                    strays.add(file);
                }
            }
            if (inPlace.isEmpty()) {
                empty.add(place.getFileName().toString());
            } else {
                images.put(place.getFileName().toString(), List.copyOf(inPlace));
            }
        }
        return new ViewFolder(root, images, empty, strays);
    }

    /** Only these places. */
    ViewFolder only(Set<String> places) {
        TreeMap<String, List<Path>> kept = new TreeMap<>(images);
        kept.keySet().retainAll(places);
        return new ViewFolder(root, kept, empty.stream().filter(places::contains).toList(), strays);
    }

    public Set<String> places() {
        return images.keySet();
    }

    /** All images, place by place. */
    public List<Path> files() {
        return images.values().stream().flatMap(List::stream).toList();
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith(".")).sorted().toList();
        }
    }

    /** Whether the name ends as images' names do; hidden files are none. */
    static boolean isImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith);
    }
}
