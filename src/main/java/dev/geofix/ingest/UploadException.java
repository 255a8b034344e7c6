package dev.geofix.ingest;

import org.springframework.http.HttpStatus;

/** A body cannot be taken; nothing of it is kept. */
final class UploadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;

    UploadException(HttpStatus status, String message) {
        super(message);
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }
}
