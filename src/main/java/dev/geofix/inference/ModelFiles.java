package dev.geofix.inference;

import dev.geofix.platform.storage.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of installed models: a folder for each version, and the file {@code active} that names one of them. Both are written aside and moved into
 * place, so that a crash leaves the old or the new.
 */
final class ModelFiles {
    private static final String ACTIVE = ModelVersion.ACTIVE;
    private static final String ASIDE = ".aside";

    private final Path root;

    ModelFiles(Path root) {
        this.root = root;
    }

    Path folder(ModelVersion version) {
        return root.resolve(version.value());
    }

    boolean isInstalled(ModelVersion version) {
        return Files.isDirectory(folder(version));
    }

    List<ModelVersion> installed() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith(".")).sorted().map(ModelVersion::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the files of a folder; a version that is there already stays as it is. */
    void install(ModelVersion version, Path source) {
        if (isInstalled(version)) {
            return;
        }
        Path aside = root.resolve(ASIDE + "-" + version);
        try {
            Files.createDirectories(aside);
            try (Stream<Path> files = Files.list(source)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = aside.resolve(file.getFileName().toString());
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            DurableFiles.moveFolder(aside, folder(version));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot install model " + version + " into " + root, e);
        }
    }

    Optional<ModelVersion> active() {
        try {
            return Files.exists(root.resolve(ACTIVE))
                    ? Optional.of(new ModelVersion(Files.readString(root.resolve(ACTIVE)).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void activate(ModelVersion version) {
        try {
            DurableFiles.write(root.resolve(ACTIVE), version.value().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
