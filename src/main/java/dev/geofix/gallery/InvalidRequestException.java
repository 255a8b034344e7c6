package dev.geofix.gallery;

/** What was sent cannot be done; the message says what to send instead. Nothing has changed. */
public class InvalidRequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidRequestException(String message) {
        super(message);
    }
}
