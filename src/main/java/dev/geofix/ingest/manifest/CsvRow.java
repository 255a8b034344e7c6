package dev.geofix.ingest.manifest;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.ingest.source.RefusedItemException;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads one row of a CSV manifest. */
final class CsvRow {
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
        return Place.point(latitude, longitude);
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
        return Place.box(west, south, east, north);
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
