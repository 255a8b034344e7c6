package dev.geofix.ingest.manifest;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.ingest.source.RefusedItemException;
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

    /** Reads one row of a CSV manifest. */
    private static final class CsvRow {
        private final CSVRecord row;
        private final CsvColumns columns;

        private CsvRow(CSVRecord row, CsvColumns columns) {
            this.row = row;
            this.columns = columns;
        }

        static ManifestRow read(CSVRecord row, CsvColumns columns) throws RefusedItemException {
            CsvRow reader = new CsvRow(row, columns);
            reader.checkWidth();
            String file = columns.value(row, "file");
            if (file == null) {
                throw new RefusedItemException("the column file is empty");
            }
            return ManifestRow.of(file, columns.value(row, "tile"), reader.center(), reader.bounds(),
                    columns.attributes(row));
        }

        private void checkWidth() throws RefusedItemException {
            for (int i = row.getParser().getHeaderNames().size(); i < row.size(); i++) {
                if (!row.get(i).isBlank()) {
                    throw new RefusedItemException(
                            "the row has more values than the first line has columns; put values that "
                                    + "hold the delimiter into quotes");
                }
            }
        }

        private @Nullable GeoPoint center() throws RefusedItemException {
            Double latitude = number("latitude");
            Double longitude = number("longitude");
            if (latitude == null && longitude == null) {
                return null;
            }
            if (latitude == null || longitude == null) {
                throw new RefusedItemException("latitude and longitude must be given together");
            }
            return StatedPlace.point(latitude, longitude);
        }

        private @Nullable BoundingBox bounds() throws RefusedItemException {
            Double west = number("west");
            Double south = number("south");
            Double east = number("east");
            Double north = number("north");
            if (west == null && south == null && east == null && north == null) {
                return null;
            }
            if (west == null || south == null || east == null || north == null) {
                throw new RefusedItemException("west, south, east and north must be given together");
            }
            return StatedPlace.box(west, south, east, north);
        }

        private @Nullable Double number(String column) throws RefusedItemException {
            String text = columns.value(row, column);
            try {
                return text == null ? null : Double.valueOf(text);
            } catch (NumberFormatException e) {
                throw new RefusedItemException(column + " must be a number, not '" + text + "'"
                        + (text.matches("-?[0-9]+,[0-9]+") ? "; write " + text.replace(',', '.') : ""));
            }
        }
    }
}
