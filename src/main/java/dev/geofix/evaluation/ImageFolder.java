package dev.geofix.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Images sorted into one folder a place, as University-1652 and SUES-200 have them; places and files in the order of their names. */
public final class ImageFolder {
    private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff");

    private final SortedMap<String, List<Path>> files;

    private ImageFolder(SortedMap<String, List<Path>> files) {
        this.files = files;
    }

    /** @throws IllegalArgumentException when there is no such folder or no image in it */
    public static ImageFolder read(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException("there is no folder " + root);
        }
        SortedMap<String, List<Path>> files = new TreeMap<>();
        for (Path place : list(root)) {
            if (Files.isDirectory(place)) {
                List<Path> images = list(place).stream().filter(ImageFolder::isImage).toList();
                if (!images.isEmpty()) {
                    files.put(place.getFileName().toString(), images);
                }
            }
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException(
                    root + " has no folder with an image in it; expected " + root + "/0001/…");
        }
        return new ImageFolder(files);
    }

    public List<String> places() {
        return List.copyOf(files.keySet());
    }

    /** @throws IllegalArgumentException for a place that is not there */
    public List<Path> files(String place) {
        List<Path> images = files.get(place);
        if (images == null) {
            throw new IllegalArgumentException("no place " + place);
        }
        return images;
    }

    /** All images, place by place. */
    public List<Path> files() {
        List<Path> all = new ArrayList<>();
        files.values().forEach(all::addAll);
        return all;
    }

    private static boolean isImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
