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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    public @Nullable Entry next() {
        try {
            if (!rows.hasNext()) {
                return null;
            }
            CSVRecord row = rows.next();
            String item = "row " + row.getRecordNumber() + " ("
                    + Objects.requireNonNullElse(columns.value(row, "file"), "no file") + ")";
            return new Entry(item, () -> CsvRow.read(row, columns));
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

        static PlacedImage read(CSVRecord row, CsvColumns columns) throws RefusedItemException {
            CsvRow reader = new CsvRow(row, columns);
            reader.checkWidth();
            String file = columns.value(row, "file");
            if (file == null) {
                throw new RefusedItemException("the column file is empty");
            }
            return PlacedImage.of(file, columns.value(row, "tile"), reader.center(), reader.bounds(),
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
            return PlacedImage.point(latitude, longitude);
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
            return PlacedImage.box(west, south, east, north);
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

    /** Which column of a CSV manifest holds what. Names are compared without regard to case. */
    private static final class CsvColumns {
        private static final List<String> CENTER = List.of("latitude", "longitude");
        private static final List<String> BOUNDS = List.of("west", "south", "east", "north");
        private static final Map<String, String> SHORT_NAMES = Map.of("lat", "latitude", "lon", "longitude", "lng",
                "longitude");
        private static final Set<String> KNOWN = Set.of("file", "tile", "latitude", "longitude", "west", "south",
                "east",
                "north");

        private final Map<String, String> headers;
        private final List<String> others;

        CsvColumns(List<String> names) {
            headers = names.stream().filter(name -> !name.isBlank())
                    .collect(Collectors.toMap(CsvColumns::meaning, Function.identity(), (first, again) -> {
                        throw new UnusableSourceException("The manifest has two columns '" + again + "'. Keep one.");
                    }, TreeMap::new));
            others = headers.keySet().stream().filter(name -> !KNOWN.contains(name)).map(headers::get).toList();
            if (!headers.containsKey("file")) {
                throw new UnusableSourceException(
                        "The manifest has no column 'file'. Its first line must name the columns, "
                                + "for example: file,tile,latitude,longitude");
            }
            if (!hasCenter() && !hasBounds()) {
                throw new UnusableSourceException(
                        "The manifest says no places. Add the columns latitude and longitude of each "
                                + "tile's centre, or its bounds west, south, east and north, in degrees.");
            }
        }

        boolean hasCenter() {
            return headers.keySet().containsAll(CENTER);
        }

        boolean hasBounds() {
            return headers.keySet().containsAll(BOUNDS);
        }

        /** Null when the column is absent or the row's cell is empty. */
        @Nullable
        String value(CSVRecord row, String column) {
            String header = headers.get(column);
            return header == null || !row.isSet(header) || row.get(header).isBlank() ? null : row.get(header).strip();
        }

        Map<String, Object> attributes(CSVRecord row) {
            Map<String, Object> attributes = new TreeMap<>();
            others.stream().filter(header -> row.isSet(header) && !row.get(header).isBlank())
                    .forEach(header -> attributes.put(header, row.get(header)));
            return attributes;
        }

        private static String meaning(String header) {
            String name = header.strip().toLowerCase(Locale.ROOT);
            return SHORT_NAMES.getOrDefault(name, name);
        }
    }
}
