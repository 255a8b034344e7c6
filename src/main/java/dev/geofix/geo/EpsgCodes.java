package dev.geofix.geo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Objects;

/**
 * Coordinate systems that are placed where PROJ places them, within 2.5 m all over their area. The library's list is an old one: it puts many
 * systems hundreds of metres off for want of their datum's shift, and some into the wrong hemisphere. {@code EpsgCodesList} in the test sources makes
 * the list of codes.
 */
final class EpsgCodes {
    private static final BitSet SOUND = read();

    private EpsgCodes() {}

    static boolean isSound(int code) {
        return SOUND.get(code);
    }

    /** Codes and ranges of codes with blanks between them. */
    private static BitSet read() {
        try (InputStream in = Objects.requireNonNull(EpsgCodes.class.getResourceAsStream("epsg-codes.txt"))) {
            BitSet codes = new BitSet();
            for (String range : new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip().split("\\s+")) {
                String[] ends = range.split("-");
                codes.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
            }
            return codes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
