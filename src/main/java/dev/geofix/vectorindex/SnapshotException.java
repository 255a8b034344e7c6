package dev.geofix.vectorindex;

import java.io.IOException;

/** Why a snapshot cannot be used; the message continues "the snapshot is left aside because". */
final class SnapshotException extends IOException {
    private static final long serialVersionUID = 1L;

    SnapshotException(String message) {
        super(message);
    }
}
