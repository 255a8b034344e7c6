package dev.geofix.inference;

import dev.geofix.platform.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Brings model versions from one folder of models into another, whole or not at all. No network is loaded. */
public final class ModelCopy {
    private final ModelFiles from;
    private final ModelFiles to;

    /** Both are folders of installed versions; the second is made when something comes into it. */
    public ModelCopy(Path from, Path to) {
        this.from = new ModelFiles(from);
        this.to = new ModelFiles(to);
    }

    /** Versions that can be copied. */
    public List<ModelVersion> installed() {
        return from.installed();
    }

    /** Whether a version is in the second folder. */
    public boolean isThere(ModelVersion version) {
        return to.isInstalled(version);
    }

    /**
     * Copies a version where none of its name is.
     *
     * @return whether it was copied, rather than there
     * @throws UserException when there is another model of its name
     */
    public boolean copy(ModelVersion version) {
        try {
            if (to.isInstalled(version)) {
                if (!isSame(from.folder(version), to.folder(version))) {
                    throw new UserException(UserException.Kind.CONFLICT, "Another model of the name " + version
                            + " is in " + to.folder(version)
                            + " already. It stays; put one of both under another name.");
                }
                return false;
            }
            to.install(version, from.folder(version));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        try (Stream<Path> files = Files.list(one)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = other.resolve(file.getFileName().toString());
                if (!Files.isRegularFile(copy) || Files.mismatch(file, copy) >= 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The version that answers in the first folder. */
    public Optional<ModelVersion> active() {
        return from.active();
    }

    /** The version that answers in the second one. */
    public Optional<ModelVersion> activeThere() {
        return to.active();
    }

    /** A version that is in the second folder answers there from now on. */
    public void activate(ModelVersion version) {
        to.activate(version);
    }
}
