package dev.geofix.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files in a job's folder that are for its user: settings and metrics of a training below {@code run}, reports and figures below
 * {@code evaluation}. All else there, checkpoints for instance, is the job's own.
 */
final class JobResults {
    private static final Predicate<String> RUN = Pattern.compile("config\\.json|metrics\\.jsonl").asMatchPredicate();
    private static final Predicate<String> EVALUATION = Pattern
            .compile("report\\.(json|md)|(retrieval|coverage)(-[a-z0-9-]+)?\\.png").asMatchPredicate();

    private JobResults() {}

    /** By name. */
    static SortedMap<String, Path> in(Path folder) {
        SortedMap<String, Path> results = new TreeMap<>();
        collect(folder.resolve("run"), RUN, results);
        collect(folder.resolve("evaluation"), EVALUATION, results);
        return results;
    }

    static Optional<Path> find(Path folder, String name) {
        return Optional.ofNullable(in(folder).get(name));
    }

    private static void collect(Path folder, Predicate<String> wanted, SortedMap<String, Path> results) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile).filter(file -> wanted.test(file.getFileName().toString()))
                    .forEach(file -> results.put(file.getFileName().toString(), file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
