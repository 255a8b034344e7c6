package dev.geofix.gallery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file that names the images of an import and their places, read row by row. UTF-8, with or without a byte order mark; comma
 * or semicolon, whichever the first line has more of.
 */
final class Manifest implements AutoCloseable {
    private static final int LONGEST_HEADER = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CSVParser parser;
    private final ManifestColumns columns;

    private Manifest(CSVParser parser) {
        this.parser = parser;
        columns = new ManifestColumns(parser.getHeaderNames());
    }

    /** @throws InvalidRequestException when it cannot be a manifest at all */
    static Manifest open(Path file) {
        try {
            BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            return new Manifest(format(delimiter(reader)).parse(reader));
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Counts the rows, and so finds out whether all of the file can be read.
     *
     * @throws InvalidRequestException when it cannot, or holds no row
     */
    static long count(Path file) {
        try (Manifest manifest = open(file)) {
            long rows = 0;
            for (Iterator<CSVRecord> all = manifest.rows(); all.hasNext(); all.next()) {
                rows++;
            }
            if (rows == 0) {
                throw new InvalidRequestException(
                        "The manifest " + file.getFileName() + " lists no tile. Add a line for each.");
            }
            return rows;
        } catch (UncheckedIOException | IllegalStateException e) {
            throw unreadable(file, e);
        }
    }

    Iterator<CSVRecord> rows() {
        return parser.iterator();
    }

    ManifestColumns columns() {
        return columns;
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CSVFormat format(char delimiter) {
        return CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setHeader().setSkipHeaderRecord(true).setTrim(true)
                .setIgnoreEmptyLines(true).setAllowMissingColumnNames(true).get();
    }

    private static char delimiter(BufferedReader reader) throws IOException {
        reader.mark(LONGEST_HEADER);
        char[] start = new char[LONGEST_HEADER];
        int length = Math.max(0, reader.read(start, 0, LONGEST_HEADER));
        reader.reset();
        String header = new String(start, 0, length).lines().findFirst().orElse("");
        long semicolons = header.chars().filter(character -> character == ';').count();
        long commas = header.chars().filter(character -> character == ',').count();
        return semicolons > commas ? ';' : ',';
    }

    private static InvalidRequestException unreadable(Path file, Exception e) {
        Throwable cause = Objects.requireNonNullElse(e instanceof UncheckedIOException ? e.getCause() : e, e);
        String reason = cause instanceof CharacterCodingException
                ? "it is not in UTF-8; save it as CSV in UTF-8"
                : "it is no sound CSV file (" + cause.getMessage() + ")";
        return new InvalidRequestException("The manifest " + file.getFileName() + " cannot be read: " + reason + ".");
    }
}
