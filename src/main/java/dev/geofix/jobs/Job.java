package dev.geofix.jobs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
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
public record Job(UUID id, String kind, JobState state, Map<String, Object> parameters, Progress progress,
        String message, Refusals refused, Instant created, @Nullable Instant started, @Nullable Instant ended) {

    Job with(Progress progress, String message, Refusals refused) {
        return new Job(id, kind, state, parameters, progress, message, refused, created, started, ended);
    }

    /**
     * How far a job is.
     *
     * @param done items dealt with, refused ones included
     * @param total items in all; null while unknown
     * @param itemsPerSecond recent rate; null unless the job runs and has one
     * @param secondsLeft estimate of the time left at that rate
     */
    @Schema(name = "JobProgress")
    public record Progress(long done, @Nullable Long total, @Nullable Double itemsPerSecond,
            @Nullable Double secondsLeft) {
        static final Progress NONE = new Progress(0, null, null, null);
    }

    /**
     * One input that a job left out.
     *
     * @param item names the input within its job, for example {@code row 12 (roof.jpg)}
     * @param reason what is wrong with it, in a sentence for the user
     */
    public record RefusedItem(String item, String reason) {}

    /**
     * What a job left out.
     *
     * @param count all of them
     * @param first the first of them, {@value #LISTED} at most; the job's log names every one
     */
    public record Refusals(long count, List<RefusedItem> first) {
        static final int LISTED = 100;
        static final Refusals NONE = new Refusals(0, List.of());
    }
}
