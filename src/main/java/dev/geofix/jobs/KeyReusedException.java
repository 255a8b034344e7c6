package dev.geofix.jobs;

/** The idempotency key belongs to a request with another body. */
public class KeyReusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeyReusedException(Job job) {
        super("This " + IdempotencyKey.HEADER + " has made job " + job.id()
                + " from another body. Send the same body to find that job, or another key to make a new one.");
    }
}
