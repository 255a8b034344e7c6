package dev.geofix.demo;

import dev.geofix.platform.GeofixSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.stereotype.Component;

/** The demo's part of the data folder: the town's pictures, the photo to try, and how far the first start has come. */
@Component
class DemoFolder {
    private final Path root;
    private final Path imports;
    private final Path datasets;

    DemoFolder(GeofixSettings settings) {
        this.root = settings.data().resolve("demo");
        this.imports = settings.data().resolve("imports");
        this.datasets = settings.data().resolve("datasets");
    }

    Path root() {
        return root;
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

    boolean isDone() {
        return Files.exists(root.resolve("done"));
    }

    void begin() {
        mark("begun");
    }

    void finish() {
        mark("done");
    }

    void keepPhoto(Path source) throws IOException {
        Path aside = root.resolve("photo.aside");
        Files.copy(source, aside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(aside, photo(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void mark(String name) {
        try {
            Files.createDirectories(root);
            Files.writeString(root.resolve(name), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
