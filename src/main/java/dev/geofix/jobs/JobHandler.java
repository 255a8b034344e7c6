package dev.geofix.jobs;

/**
 * Does the work of one kind of job; a Spring bean.
 *
 * <p>A job that was running when the service stopped or died is run again from its beginning, so a handler keeps its
 * position in what it wrote and skips what is already done. A return means success, an exception means failure with the
 * exception's message as the reason, so throw with a sentence that tells the user the way out.
 */
public interface JobHandler {
    String kind();

    /** Where its jobs wait and run. */
    default Lane lane() {
        return Lane.SERVICE;
    }

    void run(Job job, JobContext context) throws Exception;

    /**
     * Called instead of {@link #run} for a job that was cancelled right before the service died: ends what may still be
     * going on outside the service.
     */
    default void abandon(Job job, JobContext context) throws Exception {}
}
