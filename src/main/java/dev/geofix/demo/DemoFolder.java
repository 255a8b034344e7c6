package dev.geofix.demo;

import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.storage.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/**
 * The demo's part of the data folder: the photo to try, the examples, and how far the first start has come. Begun: what
 * is there is the demo's; filled: the default gallery can be asked; done: the examples are there too.
 */
@Component
class DemoFolder {
    private static final String CAMPUS = "campus";

    private final Path root;
    private final Path imports;
    private final Path datasets;

    DemoFolder(GeofixSettings settings) {
        this.root = settings.data().resolve("demo");
        this.imports = settings.sharedFolder().resolve("imports");
        this.datasets = settings.sharedFolder().resolve("datasets");
    }

    Path root() {
        return root;
    }

    /** Where imports are read from, so that the user can cut it in another way. */
    Path map() {
        return imports.resolve("campus.tif");
    }

    /** Where imports are read from, so that the example of an import has something to import. */
    Path town() {
        return imports.resolve("town");
    }

    /** Where trainings read from, so that the example of a training has something to learn from. */
    Path dataset() {
        return datasets.resolve("town");
    }

    Path scratch() {
        return root.resolve("model");
    }

    Path photo() {
        return root.resolve("photo.jpg");
    }

    boolean isBegun() {
        return Files.exists(root.resolve("begun"));
    }

    /** By an earlier version, which filled the default gallery with the town, and whose mark is empty. */
    boolean isBegunWithTown() {
        try {
            return isBegun() && Files.readString(root.resolve("begun")).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isFilled() {
        return Files.exists(root.resolve("filled")) || isDone();
    }

    boolean isDone() {
        return Files.exists(root.resolve("done"));
    }

    void begin() {
        mark("begun", CAMPUS);
    }

    void markFilled() {
        mark("filled", "");
    }

    void finish() {
        mark("done", "");
    }

    /** Puts a file in its place whole or not at all. */
    void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        DurableFiles.write(file, content);
    }

    private void mark(String name, String content) {
        try {
            write(root.resolve(name), content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
