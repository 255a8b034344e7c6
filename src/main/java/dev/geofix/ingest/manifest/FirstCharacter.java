package dev.geofix.ingest.manifest;

import java.io.BufferedReader;
import java.io.IOException;

/** What a text begins with, byte order mark and white space apart. */
final class FirstCharacter {
    private static final int BYTE_ORDER_MARK = '\uFEFF';
    private static final int MOST_SPACE = 4096;

    private FirstCharacter() {}

    /** Leaves the reader behind the byte order mark, if there is one. */
    static boolean isBrace(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        reader.mark(MOST_SPACE + 1);
        int character = reader.read();
        for (int i = 0; i < MOST_SPACE && Character.isWhitespace(character); i++) {
            character = reader.read();
        }
        reader.reset();
        return character == '{';
    }
}
