package dev.geofix.ingest.manifest;

import dev.geofix.ingest.source.UnusableSourceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A manifest whose first line names the columns; comma or semicolon, whichever that line has more of. */
final class CsvManifest implements Manifest {
    private static final int LONGEST_HEADER = 1 << 16;
    private static final String FORM = "CSV file";

    private final Path file;
    private final CSVParser parser;
    private final CsvColumns columns;
    private final Iterator<CSVRecord> rows;

    /** @throws UnusableSourceException when the first line does not name what is needed */
    CsvManifest(Path file, BufferedReader reader) throws IOException {
        this.file = file;
        try {
            parser = format(delimiter(reader)).parse(reader);
        } catch (IllegalArgumentException e) {
            throw Manifest.unreadable(file, FORM, e);
        }
        columns = new CsvColumns(parser.getHeaderNames());
        rows = parser.iterator();
    }

    @Override
    public @Nullable ManifestEntry next() {
        try {
            if (!rows.hasNext()) {
                return null;
            }
            CSVRecord row = rows.next();
            String item = "row " + row.getRecordNumber() + " ("
                    + Objects.requireNonNullElse(columns.value(row, "file"), "no file") + ")";
            return ManifestEntry.of(item, () -> CsvRow.read(row, columns));
        } catch (UncheckedIOException | IllegalStateException e) {
            throw Manifest.unreadable(file, FORM, e);
        }
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
}
