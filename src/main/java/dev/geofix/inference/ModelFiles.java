package dev.geofix.inference;

import dev.geofix.platform.storage.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The folder of installed models: a folder for each version, and the file {@code active} that names one of them. Both are written aside and moved into
 * place, so that a crash leaves the old or the new.
 */
final class ModelFiles {
    private static final String ACTIVE = ModelVersion.ACTIVE;
    private static final String ASIDE = ".aside";
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

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
        // Its own, since another instance may be installing the same version.
        Path aside = root.resolve(ASIDE + "-" + version + "-" + UUID.randomUUID());
        try {
            removeLeftBehind();
            Files.createDirectories(aside);
            try (Stream<Path> files = Files.list(source)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = aside.resolve(file.getFileName().toString());
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            DurableFiles.moveFolder(aside, folder(version));
        } catch (IOException e) {
            FileSystemUtils.deleteRecursively(aside.toFile());
            if (isInstalled(version)) {
                return;
            }
            throw new UncheckedIOException("cannot install model " + version + " into " + root, e);
        }
    }

    /** What a crash left half copied. */
    private void removeLeftBehind() throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        FileTime old = FileTime.from(Instant.now().minus(LEFT_BEHIND));
        try (Stream<Path> folders = Files.list(root)) {
            for (Path each : folders.filter(folder -> folder.getFileName().toString().startsWith(ASIDE)).toList()) {
                if (Files.getLastModifiedTime(each).compareTo(old) < 0) {
                    FileSystemUtils.deleteRecursively(each);
                }
            }
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
