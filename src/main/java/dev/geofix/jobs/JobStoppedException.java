package dev.geofix.jobs;

/**
 * The job was asked to stop: by a user, or by a shutdown of the service, after which it is run again. A handler lets it pass, and the
 * runner knows why the job stopped. It may throw one of its own to say what becomes of a cancelled job's work.
 */
public class JobStoppedException extends RuntimeException {
    /** @param message what is shown with the job when a user has cancelled it */
    public JobStoppedException(String message) {
        super(message, null, false, false);
    }
}
