package dev.geofix.gallery;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, hexadecimal. */
public final class ContentHash {
    private ContentHash() {}

    public static String of(byte[] content) {
        return hex(digest().digest(content));
    }

    public static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    /** For content that comes in pieces. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The first 64 bits of such a hash. */
    public static long start(String hash) {
        return HexFormat.fromHexDigitsToLong(hash, 0, 16);
    }
}
