package dev.geofix.jobs.process;

import dev.geofix.platform.storage.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The files by which a command and its job know of each other, in the job's folder. Each is written aside and moved into place. */
public record ProcessFiles(Path folder, String name) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Who runs the command, written by the command when it starts. */
    private Path identityFile() {
        return folder.resolve(name + ".process.json");
    }

    /** How it ended, written by the command as the last thing it does. */
    private Path outcomeFile() {
        return folder.resolve(name + ".outcome.json");
    }

    /** As which Job of a cluster it was started, written by the service. */
    private Path clusterFile() {
        return folder.resolve(name + ".kubernetes.json");
    }

    public Optional<ClusterJob> clusterMark() {
        return read(clusterFile(), ClusterJob.class);
    }

    public void write(ClusterJob mark) {
        write(clusterFile(), mark);
    }

    /** The options of its JVM and its arguments, a file because class paths grow longer than command lines may. */
    Path argumentFile() {
        return folder.resolve(name + ".arguments");
    }

    Optional<ProcessIdentity> identity() {
        return read(identityFile(), ProcessIdentity.class);
    }

    void write(ProcessIdentity identity) {
        write(identityFile(), identity);
    }

    public Optional<ProcessOutcome> outcome() {
        return read(outcomeFile(), ProcessOutcome.class);
    }

    public void write(ProcessOutcome outcome) {
        write(outcomeFile(), outcome);
    }

    /** Says who runs it; how an earlier start ended does not count any more. */
    void begin(ProcessIdentity identity) throws IOException {
        Files.deleteIfExists(outcomeFile());
        write(identity);
    }

    /** Makes room for another start. */
    public void clear() throws IOException {
        Files.deleteIfExists(identityFile());
        Files.deleteIfExists(outcomeFile());
    }

    private static <T> Optional<T> read(Path file, Class<T> type) {
        return Files.exists(file) ? Optional.of(JSON.readValue(file, type)) : Optional.empty();
    }

    private static void write(Path file, Object value) {
        try {
            DurableFiles.write(file, JSON.writeValueAsBytes(value));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
