package dev.geofix.platform;

import org.jspecify.annotations.Nullable;

/** The data folder cannot be used; {@link #wayOut} says what to do. */
final class DataFolderException extends RuntimeException {
    private final String wayOut;

    DataFolderException(String message, String wayOut, @Nullable Throwable cause) {
        super(message, cause);
        this.wayOut = wayOut;
    }

    String wayOut() {
        return wayOut;
    }
}
