package dev.geofix.platform;

import org.jspecify.annotations.Nullable;

/**
 * A caller of the API or the user of a command wants what cannot be done. The message says so in a sentence, and what to do instead; nothing has changed. Whatever else is thrown is a fault of Geofix, and
 * is logged with its trace.
 */
public class UserException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** What is wrong with the request. */
    public enum Kind {
        /** It can never be done as it was asked for. */
        INVALID,
        /** It names what is not there. */
        UNKNOWN,
        /** It does not fit to how things stand now. */
        CONFLICT,
        /** It was asked for before, in another way. */
        DIFFERENT, TOO_LARGE, DISK_FULL
    }

    private final Kind kind;

    /** An invalid request. */
    public UserException(String message) {
        this(Kind.INVALID, message);
    }

    /** An invalid request; the cause is what was met when it was tried. */
    public UserException(String message, @Nullable Throwable cause) {
        super(message, cause);
        kind = Kind.INVALID;
    }

    public UserException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** @param problem what is wrong with the field; goes on after its name */
    public static UserException ofField(String field, String problem) {
        return new UserException(field + " " + problem + (problem.endsWith(".") ? "" : "."));
    }

    public Kind kind() {
        return kind;
    }
}
