package dev.geofix.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a key, {@code gfx_<id>_<secret>}: a prefix that scanners of leaked secrets can look for, eight characters that may be shown,
 * and 256 random bits in Base64 for URLs.
 */
record ApiKey(String id, String text) {
    static final String PREFIX = "gfx_";

    private static final Pattern FORM = Pattern.compile(PREFIX + "([0-9a-z]{8})_[A-Za-z0-9_-]{43}");
    private static final String ID_CHARACTERS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int ID_LENGTH = 8;
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static ApiKey create() {
        StringBuilder id = new StringBuilder();
        RANDOM.ints(ID_LENGTH, 0, ID_CHARACTERS.length()).forEach(i -> id.append(ID_CHARACTERS.charAt(i)));
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new ApiKey(id.toString(),
                PREFIX + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Empty where the text has not the form of a key. */
    static Optional<ApiKey> parse(String text) {
        Matcher key = FORM.matcher(text);
        return key.matches() ? Optional.of(new ApiKey(key.group(1), text)) : Optional.empty();
    }

    /** Replaces keys that stand in a text by their public part. */
    static String masked(String text) {
        return text.contains(PREFIX)
                ? text.replaceAll(PREFIX + "([0-9a-z]{0,8})[A-Za-z0-9_-]*", PREFIX + "$1***")
                : text;
    }

    /** SHA-256 of the text; all that is ever kept of it. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return PREFIX + id + "_***";
    }
}
