package dev.geofix.ingest.source;

import dev.geofix.platform.UserException;
import org.jspecify.annotations.Nullable;

/** A source cannot be imported at all; the message says what to give instead. */
public final class UnusableSourceException extends UserException {
    private static final long serialVersionUID = 1;

    public UnusableSourceException(String message) {
        this(message, null);
    }

    public UnusableSourceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
