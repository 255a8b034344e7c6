package dev.geofix.jobs;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands at one moment.
 *
 * @param kind names the {@link JobHandler} that runs it
 * @param parameters what it was submitted with, as JSON values
 * @param message what it is doing, or how it ended
 */
public record Job(UUID id, String kind, JobState state, Map<String, Object> parameters, JobProgress progress,
        String message, Refusals refused, Instant created, @Nullable Instant started, @Nullable Instant ended) {

    Job with(JobProgress progress, String message, Refusals refused) {
        return new Job(id, kind, state, parameters, progress, message, refused, created, started, ended);
    }

    /** As it is once it runs; a job that is run again keeps its first start. */
    Job running() {
        return new Job(id, kind, JobState.RUNNING, parameters, progress, message, refused, created,
                started == null ? Instant.now() : started, null);
    }
}
