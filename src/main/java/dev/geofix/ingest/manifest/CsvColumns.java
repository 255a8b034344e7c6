package dev.geofix.ingest.manifest;

import dev.geofix.ingest.source.UnusableSourceException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Which column of a CSV manifest holds what. Names are compared without regard to case. */
final class CsvColumns {
    private static final List<String> CENTER = List.of("latitude", "longitude");
    private static final List<String> BOUNDS = List.of("west", "south", "east", "north");
    private static final Map<String, String> SHORT_NAMES = Map.of("lat", "latitude", "lon", "longitude", "lng",
            "longitude");
    private static final Set<String> KNOWN = Set.of("file", "tile", "latitude", "longitude", "west", "south", "east",
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
