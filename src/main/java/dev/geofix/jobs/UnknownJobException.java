package dev.geofix.jobs;

import java.util.UUID;

/** There is no job of that id. */
public class UnknownJobException extends RuntimeException {
    UnknownJobException(UUID id) {
        super("There is no job " + id + "; GET /api/v1/jobs lists them all.");
    }
}
