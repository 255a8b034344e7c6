package dev.geofix.jobs.process;

import dev.geofix.jobs.JobService;
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
    private RestoredJobs() {}

    /** Ids of jobs of which a process of this machine still writes into the data folder. */
    public static List<String> running(Path data) throws IOException {
        List<String> ids = new ArrayList<>();
        for (Path job : folders(data)) {
            if (new JobFolder(job).identities().stream().anyMatch(identity -> identity.find().isPresent())) {
                ids.add(job.getFileName().toString());
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
                List<Path> started = new JobFolder(job).startMarks();
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
        Path jobs = JobService.folders(data);
        if (!Files.isDirectory(jobs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(jobs)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static String reason(Object job) {
        return "Its process ran when the backup was made that this data folder was restored from, and is not taken over. Submit "
                + "it again; a training goes on from its last checkpoint with {\"resume\": \"" + job + "\"}.";
    }
}
