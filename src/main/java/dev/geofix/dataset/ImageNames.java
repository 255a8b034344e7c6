package dev.geofix.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Which files are images, by their names. */
final class ImageNames {
    private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff");

    private ImageNames() {}

    /** Whether the name ends as images' names do; hidden files are none. */
    static boolean isImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith);
    }
}
