package dev.geofix.ingest.manifest;

import dev.geofix.ingest.source.RefusedItemException;
import dev.geofix.ingest.source.UnusableSourceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A file that lists the images of an import and their places, read entry by entry. In UTF-8, with or without a byte order mark. */
interface Manifest extends AutoCloseable {
    /**
     * The next entry; null behind the last one.
     *
     * @throws UnusableSourceException when the rest cannot be read
     */
    @Nullable
    Entry next();

    @Override
    void close();

    /**
     * GeoJSON where the first character is a brace, else CSV.
     *
     * @throws UnusableSourceException when it cannot be a manifest at all
     */
    static Manifest open(Path file) {
        try {
            BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
            try {
                return FirstCharacter.isBrace(reader)
                        ? new GeoJsonManifest(file, reader)
                        : new CsvManifest(file, reader);
            } catch (IOException | RuntimeException e) {
                reader.close();
                throw e;
            }
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(file, "file", e);
        }
    }

    /**
     * Counts the entries, and so finds out whether all of the file can be read.
     *
     * @throws UnusableSourceException when it cannot, or lists nothing
     */
    static long count(Path file) {
        try (Manifest manifest = open(file)) {
            long entries = 0;
            while (manifest.next() != null) {
                entries++;
            }
            if (entries == 0) {
                throw new UnusableSourceException(
                        "The manifest " + file.getFileName() + " lists no tile. Add a line or a feature for each.");
            }
            return entries;
        }
    }

    /** The CSV parser's complaint about a quotation mark, in words. */
    private static Optional<String> openQuote(String message) {
        Matcher matcher = Pattern.compile("startline (\\d+)\\) EOF reached").matcher(message);
        return matcher.find()
                ? Optional.of("the quotation mark that opens in line " + matcher.group(1)
                        + " is never closed; close it, or leave it out")
                : Optional.empty();
    }

    /** The JSON parser's message names its own settings beside the place. */
    private static String complaint(Throwable cause) {
        return cause instanceof JacksonException json
                ? "line " + json.getLocation().getLineNr() + ", column " + json.getLocation().getColumnNr() + ": "
                        + json.getOriginalMessage().replaceFirst(" \\(start marker .*", "")
                : String.valueOf(cause.getMessage());
    }

    /** @param form what the file was taken for */
    static UnusableSourceException unreadable(Path file, String form, Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof CharacterCodingException)) {
            cause = cause.getCause();
        }
        String reason = cause instanceof CharacterCodingException
                ? "it is not in UTF-8; save it in UTF-8"
                : openQuote(String.valueOf(cause.getMessage()))
                        .orElse("it is no sound " + form + " (" + complaint(cause) + ")");
        return new UnusableSourceException("The manifest " + file.getFileName() + " cannot be read: " + reason + ".",
                e);
    }

    /**
     * One entry of a manifest, whose content is read when it is asked for.
     *
     * @param item names it to its owner, for example {@code row 12 (roof.jpg)}
     */
    record Entry(String item, Content content) {
        @FunctionalInterface
        interface Content {
            PlacedImage read() throws RefusedItemException;
        }

        PlacedImage image() throws RefusedItemException {
            try {
                return content.read();
            } catch (IllegalArgumentException | JacksonException e) {
                throw new RefusedItemException(String.valueOf(e.getMessage()));
            }
        }
    }

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
}
