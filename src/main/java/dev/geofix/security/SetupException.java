package dev.geofix.security;

import org.jspecify.annotations.Nullable;

/** The service would not be safe as it is set up, and so does not start; {@link #wayOut} says what to do. */
final class SetupException extends RuntimeException {
    private final String wayOut;

    SetupException(String message, String wayOut, @Nullable Throwable cause) {
        super(message, cause);
        this.wayOut = wayOut;
    }

    String wayOut() {
        return wayOut;
    }
}
