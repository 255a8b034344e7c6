package dev.geofix.inference;

/** No model of that version is installed. */
public class UnknownModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownModelException(String version) {
        super("There is no model '" + version + "'; GET /api/v1/models lists the installed ones.");
    }
}
