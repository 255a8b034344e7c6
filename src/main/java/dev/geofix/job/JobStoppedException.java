package dev.geofix.job;

/** Thrown by {@link JobContext#checkCancelled()}: the handler lets it pass, and the runner knows why the job stopped. */
public class JobStoppedException extends RuntimeException {
    JobStoppedException() {
        super("the job was asked to stop", null, false, false);
    }
}
