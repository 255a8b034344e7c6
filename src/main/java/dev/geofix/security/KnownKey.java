package dev.geofix.security;

import dev.geofix.platform.UserException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the service knows of a key.
 *
 * @param id public part of its text; {@value #OF_FILE} for one of the keys file
 * @param hash SHA-256 of its text
 * @param expires null for never
 * @param revoked null for not
 * @param lastUsed null for not yet; up to a minute behind
 */
record KnownKey(String id, String name, Role role, byte[] hash, @Nullable Instant created, @Nullable Instant expires,
        @Nullable Instant revoked, @Nullable Instant lastUsed) {
    static final String OF_FILE = "file";

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@-]{0,63}");

    KnownKey {
        if (!NAME.matcher(name).matches()) {
            throw new UserException(
                    "a key's name is 1 to 64 letters, digits, blanks and . _ @ -, beginning with a letter or digit, not '"
                            + name + "'");
        }
    }

    static KnownKey of(ApiKey key, String name, Role role, Instant created, @Nullable Instant expires) {
        return new KnownKey(key.id(), name, role, key.hash(), created, expires, null, null);
    }

    /** Takes the same time whatever the texts have in common. */
    boolean isOf(ApiKey key) {
        return MessageDigest.isEqual(hash, key.hash());
    }

    boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /** For the list: what it is at that moment. */
    String state(Instant now) {
        return revoked != null ? "revoked" : isExpired(now) ? "expired" : "valid";
    }
}
