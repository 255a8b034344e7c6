package dev.geofix.kill;

import dev.geofix.testing.Pictures;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Pictures by number, always the same bytes. */
final class Shots {
    private static final int SIDE = 64;

    private Shots() {}

    static byte[] png(int number) {
        return Pictures.png(Pictures.picture(number, SIDE));
    }

    static String hash(int number) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(png(number)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
