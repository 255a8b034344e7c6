package dev.geofix.training;

import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of one training, held by this process alone: {@code config.json}, {@code metrics.jsonl}, the last checkpoint, and the
 * model in the end. The lock is the operating system's, so a killed process leaves none behind.
 */
record RunFolder(Path path, RunDescription description, FolderLock lock) implements AutoCloseable {
    static final String CONFIG = "config.json";
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * @throws UserException when another process trains there, or the folder holds another run
     */
    static RunFolder open(Path path, RunDescription description) throws IOException {
        FolderLock lock = FolderLock.of(path, "another training runs");
        try {
            Optional<RunDescription> stored = stored(path);
            if (stored.isPresent() && Checkpoint.latest(path).isPresent()) {
                description.requireSame(stored.get(), path);
            } else {
                Files.write(path.resolve(CONFIG), JSON.writeValueAsBytes(description));
            }
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        return new RunFolder(path, description, lock);
    }

    /** What the folder's {@code config.json} says; empty where there is none. */
    static Optional<RunDescription> stored(Path path) throws IOException {
        Path config = path.resolve(CONFIG);
        try {
            return Files.exists(config)
                    ? Optional.of(JSON.readValue(Files.readAllBytes(config), RunDescription.class))
                    : Optional.empty();
        } catch (JacksonException e) {
            throw new UserException(config + " is damaged; remove it to go on with the same command", e);
        }
    }

    Path model() {
        return model(path);
    }

    static Path model(Path path) {
        return path.resolve("model");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
