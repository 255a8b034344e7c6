package dev.geofix.ingest.source;

/** One item of a source cannot be imported; the others can. */
public final class RefusedItemException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    /** @param reason a part of a sentence that says what is wrong with the item */
    public RefusedItemException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
