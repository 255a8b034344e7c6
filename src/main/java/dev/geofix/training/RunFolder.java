package dev.geofix.training;

import dev.geofix.jobs.process.JobFolder;
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
 * The folder of one training, held by this process alone: settings, metrics, the last checkpoint, and the model in the end. The lock is the operating system's, so a killed process leaves none behind.
 */
record RunFolder(JobFolder.Run files, RunDescription description, FolderLock lock) implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * @throws UserException when another process trains there, or the folder holds another run
     */
    static RunFolder open(JobFolder.Run files, RunDescription description) throws IOException {
        FolderLock lock = FolderLock.of(files.path(), "another training runs");
        try {
            Optional<RunDescription> stored = stored(files);
            if (stored.isPresent() && Checkpoint.latest(files).isPresent()) {
                description.requireSame(stored.get(), files.path());
            } else {
                Files.write(files.config(), JSON.writeValueAsBytes(description));
            }
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        return new RunFolder(files, description, lock);
    }

    /** What was stored of the run that the folder holds; empty where there is none. */
    static Optional<RunDescription> stored(JobFolder.Run files) throws IOException {
        Path config = files.config();
        try {
            return Files.exists(config)
                    ? Optional.of(JSON.readValue(Files.readAllBytes(config), RunDescription.class))
                    : Optional.empty();
        } catch (JacksonException e) {
            throw new UserException(config + " is damaged; remove it to go on with the same command", e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
