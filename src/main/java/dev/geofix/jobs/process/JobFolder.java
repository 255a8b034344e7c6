package dev.geofix.jobs.process;

import dev.geofix.platform.storage.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of a job whose work is done by commands in processes of their own: the whole contract between the two sides, the commands that write there and the
 * service with its launchers that reads. The name of each file and the number of each exit status stand here and nowhere else.
 *
 * <ul>
 * <li>Each command has {@link CommandFiles}: who runs it, and, as the last thing that it writes, how it ended.
 * <li>A training works in {@link #run()}, an evaluation in {@link #evaluation()}.
 * <li>The request to stop is the operating system's, SIGTERM: the command puts its work away and ends with {@link Outcome#STOPPED}.
 * </ul>
 */
public record JobFolder(Path path) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Run run() {
        return new Run(path.resolve("run"));
    }

    public Evaluation evaluation() {
        return new Evaluation(path.resolve("evaluation"));
    }

    /** @param name of the command within its job */
    public CommandFiles command(String name) {
        return new CommandFiles(path, name);
    }

    /** Files for the job's user: settings and metrics of a training, report and figures of an evaluation. All else there is the job's own. */
    public List<Path> results() {
        List<Path> results = new ArrayList<>();
        results.addAll(list(run().path(), name -> name.equals(Run.CONFIG) || name.equals(Run.METRICS)));
        results.addAll(list(evaluation().path(), Evaluation.RESULT));
        return results.stream().filter(Files::isRegularFile).toList();
    }

    /** Who runs the commands of this job, or ran them. */
    List<ProcessIdentity> identities() {
        return list(path, name -> name.endsWith(CommandFiles.IDENTITY)).stream()
                .map(file -> JSON.readValue(file, ProcessIdentity.class)).toList();
    }

    /** Files that are there once a command was started. */
    List<Path> startMarks() {
        return list(path, name -> name.endsWith(CommandFiles.IDENTITY) || name.endsWith(CommandFiles.CLUSTER)
                || name.endsWith(CommandFiles.ARGUMENTS));
    }

    /** By their names; none while there is no such folder. */
    private static List<Path> list(Path folder, Predicate<String> wanted) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> wanted.test(entry.getFileName().toString())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** The folder in which a training works, as part of a job or by itself. */
    public record Run(Path path) {
        private static final String CONFIG = "config.json";
        private static final String METRICS = "metrics.jsonl";
        private static final Predicate<String> CHECKPOINT = Pattern.compile("checkpoint-\\d+").asMatchPredicate();

        /** The effective settings. */
        public Path config() {
            return path.resolve(CONFIG);
        }

        /** What was measured, a JSON object a line with a field {@code step}. A training that goes on cuts it back to its checkpoint. */
        public Path metrics() {
            return path.resolve(METRICS);
        }

        /** The finished model, a folder that comes into its place as a whole. */
        public Path model() {
            return path.resolve("model");
        }

        /** The state before that step, a folder that comes into its place as a whole. */
        public Path checkpoint(long step) {
            return path.resolve("checkpoint-%08d".formatted(step));
        }

        /** Oldest first. */
        public List<Path> checkpoints() {
            return list(path, CHECKPOINT);
        }
    }

    /** The folder in which an evaluation works, as part of a job or by itself. */
    public record Evaluation(Path path) {
        /** Names of the files that an evaluation leaves for its user. */
        public static final Predicate<String> RESULT = Pattern
                .compile("report\\.(json|md)|(retrieval|coverage)(-[a-z0-9-]*)?\\.png").asMatchPredicate();

        /** Lines {@code {"done": 3, "total": 8, "message": "…"}}, of which the last counts. */
        public Path progress() {
            return path.resolve("progress.jsonl");
        }

        /** The figures, written last: a folder that has it is complete. */
        public Path report() {
            return path.resolve("report.json");
        }

        /** The same for people. */
        public Path page() {
            return path.resolve("report.md");
        }
    }

    /**
     * The files by which a command and its job know of each other, each written aside and moved into place.
     *
     * @param name of the command, with which the names of its files begin
     */
    public record CommandFiles(Path folder, String name) {
        private static final String IDENTITY = ".process.json";
        private static final String OUTCOME = ".outcome.json";
        private static final String CLUSTER = ".kubernetes.json";
        private static final String ARGUMENTS = ".arguments";
        private static final String BEAT = ".beat";
        private static final String STOP = ".stop";

        /** Who runs the command, written by the command when it starts. */
        Optional<ProcessIdentity> identity() {
            return read(file(IDENTITY), ProcessIdentity.class);
        }

        /** How it ended, written by the command as the last thing it does. */
        public Optional<Outcome> outcome() {
            return read(file(OUTCOME), Outcome.class);
        }

        public void write(Outcome outcome) {
            write(file(OUTCOME), outcome);
        }

        /** As which Job of a cluster it was started, written by the service. */
        public Optional<ClusterJob> clusterJob() {
            return read(file(CLUSTER), ClusterJob.class);
        }

        public void write(ClusterJob job) {
            write(file(CLUSTER), job);
        }

        /** What the command writes again and again while it lives, where other machines must see that: never twice the same. Empty while there is nothing. */
        String beat() {
            try {
                return Files.exists(file(BEAT)) ? Files.readString(file(BEAT)) : "";
            } catch (IOException e) {
                return "";
            }
        }

        void writeBeat(String beat) throws IOException {
            DurableFiles.writeWithoutSync(file(BEAT), beat.getBytes(StandardCharsets.UTF_8));
        }

        /** Asks the command to stop, where no signal reaches it. */
        void wantStop() throws IOException {
            DurableFiles.write(file(STOP), new byte[0]);
        }

        boolean isStopWanted() {
            return Files.exists(file(STOP));
        }

        /** Says who runs it, before the command says so itself. */
        void write(ProcessIdentity identity) {
            write(file(IDENTITY), identity);
        }

        /** The options of its JVM and its arguments, a file because class paths grow longer than command lines may. */
        Path arguments() {
            return file(ARGUMENTS);
        }

        /** Where its JVM tells of a crash; {@code %p} is the number of the process. */
        Path crashLog() {
            return file(".crash-%p.log");
        }

        /** Says who runs it; how an earlier start ended does not count any more. */
        void begin(ProcessIdentity identity) throws IOException {
            Files.deleteIfExists(file(OUTCOME));
            write(file(IDENTITY), identity);
        }

        /** Makes room for another start. */
        public void clear() throws IOException {
            Files.deleteIfExists(file(IDENTITY));
            Files.deleteIfExists(file(OUTCOME));
            Files.deleteIfExists(file(BEAT));
            Files.deleteIfExists(file(STOP));
        }

        private Path file(String suffix) {
            return folder.resolve(name + suffix);
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

    /**
     * How a command ended, in its own words.
     *
     * @param exitCode {@value #DONE} done, {@value #FAILED} failed, {@value #REFUSED} refused for something that the caller can mend, {@value #STOPPED} stopped on
     *     request
     * @param message why, where it is not done; may be empty
     */
    public record Outcome(int exitCode, String message) {
        public static final int DONE = 0;
        public static final int FAILED = 1;
        public static final int REFUSED = 2;
        public static final int STOPPED = 3;
    }

    /** Says that a command was started in a cluster, and as which Job: one that is not found there any more has vanished. */
    public record ClusterJob(String namespace, String job) {}
}
