package dev.geofix.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;

/** What a caller has shown is worth nothing; the message may be told to the caller. */
final class RefusedKeyException extends AuthenticationException {
    private final @Nullable String id;
    private final String reason;

    /**
     * @param id public part of the key
     * @param reason a word for the audit log
     */
    RefusedKeyException(String message, @Nullable String id, String reason) {
        super(message);
        this.id = id;
        this.reason = reason;
    }

    @Nullable
    String id() {
        return id;
    }

    String reason() {
        return reason;
    }
}
