package dev.geofix.inference;

/** No model is loaded (yet); the message says what to do. */
public class NoActiveModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NoActiveModelException(String message) {
        super(message);
    }
}
