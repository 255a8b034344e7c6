package dev.geofix.platform;

import org.jspecify.annotations.Nullable;

/** The service cannot start as it is set up; {@link #wayOut} says what to do. */
public final class SetupException extends RuntimeException {
    private final String wayOut;

    public SetupException(String message, String wayOut, @Nullable Throwable cause) {
        super(message, cause);
        this.wayOut = wayOut;
    }

    public String wayOut() {
        return wayOut;
    }
}
