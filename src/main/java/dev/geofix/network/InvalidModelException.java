package dev.geofix.network;

/** A model or weight file that cannot be used; the message says what is wrong with it. */
public class InvalidModelException extends RuntimeException {
    public InvalidModelException(String message) {
        super(message);
    }

    public InvalidModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
