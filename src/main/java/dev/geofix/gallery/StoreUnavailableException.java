package dev.geofix.gallery;

import dev.geofix.platform.UnavailableException;
import java.time.Duration;

/** The store of the galleries cannot be asked just now. What was acknowledged before is kept, and nothing of this was; it may be asked again later. */
public class StoreUnavailableException extends UnavailableException {
    private static final long serialVersionUID = 1;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** @param message says what is missing, as sentences */
    public StoreUnavailableException(String message) {
        super(message, RETRY_AFTER);
    }
}
