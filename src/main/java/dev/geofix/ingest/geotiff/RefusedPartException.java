package dev.geofix.ingest.geotiff;

/** A part of the picture cannot be read; the rest can. The message is a part of a sentence. */
final class RefusedPartException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedPartException(String reason) {
        super(reason, null, false, false);
    }
}
