package dev.geofix.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Does the work of one kind of job; a Spring bean.
 *
 * <p>A job that was running when the service stopped or died is run again from its beginning, by this instance or by another one that shares its database, so a handler keeps its
 * position in what it wrote and skips what is already done. A return means success, an exception means failure with the
 * exception's message as the reason, so throw with a sentence that tells the user the way out.
 */
public interface JobHandler {
    String kind();

    /** Where its jobs wait and run. */
    default Lane lane() {
        return Lane.SERVICE;
    }

    /** Whether its jobs are parts of others, which {@link JobParts} submits: lists show them only when their kind is asked for. */
    default boolean isPart() {
        return false;
    }

    /** Whether it works on what lies in the data folder of the instance that took the request, so that no other instance can do it. */
    default boolean needsOwnDataFolder() {
        return false;
    }

    /** The file to which the work appends what it measures, a JSON object a line with a field {@code step}; it may not be there yet. Empty for most kinds. */
    default Optional<Path> metrics(Path folder) {
        return Optional.empty();
    }

    /** The files in the job's folder that are for its user; their names differ. */
    default List<Path> results(Path folder) {
        return List.of();
    }

    void run(Job job, JobContext context) throws Exception;

    /**
     * Called instead of {@link #run} for a job that was cancelled right before the service died: ends what may still be
     * going on outside the service.
     */
    default void abandon(Job job, JobContext context) throws Exception {}

    /** Lines in which jobs wait, each with places of its own: a training of days does not hold up an import of minutes. */
    enum Lane {
        /** Work inside the service; {@code geofix.job.parallel} side by side in each instance. */
        SERVICE,
        /** Jobs that only wait for their {@link JobParts}; {@value JobRunner#COORDINATED} side by side in each instance, none of them in the way of the parts. */
        COORDINATION,
        /** Work in heavy processes of its own; {@code geofix.job.processes} side by side in all instances together. */
        PROCESSES
    }
}
