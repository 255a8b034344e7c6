package dev.geofix.jobs.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Jobs of a data folder that was put back from a backup. Those that run in the service just go on. A process or a Job of a cluster that ran at the time of the backup
 * belongs to the folder of then, may still run, and must not be taken over by the copy; nor may a second one start beside it.
 */
public final class RestoredJobs {
    private static final String IDENTITY = ".process.json";
    /** Files that are there when a command was started. */
    private static final List<String> STARTED = List.of(IDENTITY, ".kubernetes.json", ".arguments");

    private RestoredJobs() {}

    /** Ids of jobs of which a process of this machine still writes into the data folder. */
    public static List<String> running(Path data) throws IOException {
        List<String> ids = new ArrayList<>();
        for (Path job : folders(data)) {
            for (Path file : startedIn(job)) {
                String name = file.getFileName().toString();
                if (name.endsWith(IDENTITY) && new ProcessFiles(job,
                        name.substring(0, name.length() - IDENTITY.length())).identity()
                        .flatMap(ProcessIdentity::find).isPresent()) {
                    ids.add(job.getFileName().toString());
                }
            }
        }
        return ids;
    }

    /**
     * Forgets all processes, and marks the jobs that have not ended, but had started one, as failed.
     *
     * @param data the copy, on which no service runs
     * @return how many were marked
     */
    public static int settle(Path data, Connection database) throws IOException, SQLException {
        int failed = 0;
        try (PreparedStatement fail = database.prepareStatement("""
                update job set state = 'FAILED', message = ?, ended = ?
                where id = ? and state in ('QUEUED', 'RUNNING')""")) {
            for (Path job : folders(data)) {
                List<Path> started = startedIn(job);
                if (!started.isEmpty()) {
                    String id = job.getFileName().toString();
                    fail.setString(1, reason(id));
                    fail.setLong(2, System.currentTimeMillis());
                    fail.setString(3, id);
                    failed += fail.executeUpdate();
                }
                for (Path file : started) {
                    Files.delete(file);
                }
            }
        }
        return failed;
    }

    private static List<Path> folders(Path data) throws IOException {
        Path jobs = data.resolve("jobs");
        return Files.isDirectory(jobs) ? list(jobs).stream().filter(Files::isDirectory).toList() : List.of();
    }

    private static List<Path> startedIn(Path job) throws IOException {
        return list(job).stream()
                .filter(file -> STARTED.stream().anyMatch(file.getFileName().toString()::endsWith)).toList();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static String reason(Object job) {
        return "Its process ran when the backup was made that this data folder was restored from, and is not taken over. Submit "
                + "it again; a training goes on from its last checkpoint with {\"resume\": \"" + job + "\"}.";
    }
}
