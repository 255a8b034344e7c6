package dev.geofix.jobs.kubernetes;

/** The cluster's API did not do what it was asked for; the message says what that was and why. */
public class ClusterException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean isPassing;

    /** @param isPassing whether the same request may succeed later without anybody's doing */
    ClusterException(String message, boolean isPassing, Throwable cause) {
        super(message, cause);
        this.isPassing = isPassing;
    }

    public boolean isPassing() {
        return isPassing;
    }
}
