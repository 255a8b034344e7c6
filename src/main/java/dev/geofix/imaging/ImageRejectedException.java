package dev.geofix.imaging;

import org.jspecify.annotations.Nullable;

/** The bytes that came in are no picture to work with; the message says what the sender can do. */
public class ImageRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    public ImageRejectedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    ImageRejectedException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public enum Reason {
        EMPTY, TOO_MANY_BYTES, NOT_AN_IMAGE, TOO_LARGE, TRUNCATED_OR_CORRUPT
    }
}
