package dev.geofix.inference;

import dev.geofix.platform.UnavailableException;
import java.time.Duration;

/** No model is loaded (yet); the message says what to do. */
public class NoActiveModelException extends UnavailableException {
    private static final long serialVersionUID = 1;
    private static final Duration LOADING = Duration.ofSeconds(5);

    public NoActiveModelException(String message) {
        super(message, LOADING);
    }
}
