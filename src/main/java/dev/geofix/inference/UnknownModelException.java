package dev.geofix.inference;

import dev.geofix.platform.UserException;

/** No model of that version is installed. */
public class UnknownModelException extends UserException {
    private static final long serialVersionUID = 1;

    UnknownModelException(String version) {
        super(Kind.UNKNOWN, "There is no model '" + version + "'; GET /api/v1/models lists the installed ones.");
    }
}
