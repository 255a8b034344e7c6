package dev.geofix.security;

/** A limit of requests is used up for now. */
final class TooManyRequestsException extends RuntimeException {
    private final long retryAfterSeconds;

    TooManyRequestsException(String message, long retryAfterSeconds) {
        super(message);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
