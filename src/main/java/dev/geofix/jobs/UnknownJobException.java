package dev.geofix.jobs;

import dev.geofix.platform.UserException;
import java.util.UUID;

/** There is no job of that id. */
public class UnknownJobException extends UserException {
    UnknownJobException(UUID id) {
        super(Kind.UNKNOWN, "There is no job " + id + "; GET /api/v1/jobs lists them all.");
    }
}
