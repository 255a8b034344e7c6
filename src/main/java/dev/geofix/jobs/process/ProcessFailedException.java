package dev.geofix.jobs.process;

/** A command did not do its work; the message tells the user why and the way out. */
public class ProcessFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ProcessFailedException(String message) {
        super(message);
    }
}
