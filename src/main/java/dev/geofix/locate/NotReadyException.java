package dev.geofix.locate;

/** The gallery is still being filled by the first start. */
class NotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotReadyException(String message) {
        super(message);
    }
}
