package dev.geofix.jobs;

/** The job has ended, so it cannot be cancelled. */
public class JobEndedException extends RuntimeException {
    JobEndedException(Job job) {
        super("Job " + job.id() + " has already ended (" + job.state()
                + "); only a queued or running job can be cancelled.");
    }
}
