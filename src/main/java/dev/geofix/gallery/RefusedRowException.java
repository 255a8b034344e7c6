package dev.geofix.gallery;

/** One row of a manifest cannot be imported; the others can. */
class RefusedRowException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    RefusedRowException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
