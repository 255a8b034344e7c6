package dev.geofix.jobs;

import org.jspecify.annotations.Nullable;

/**
 * How far a job is.
 *
 * @param done items dealt with, refused ones included
 * @param total items in all; null while unknown
 * @param itemsPerSecond recent rate; null unless the job runs and has one
 * @param secondsLeft estimate of the time left at that rate
 */
public record JobProgress(long done, @Nullable Long total, @Nullable Double itemsPerSecond,
        @Nullable Double secondsLeft) {
    static final JobProgress NONE = new JobProgress(0, null, null, null);
}
