package dev.geofix.ingest.manifest;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.ingest.source.RefusedItemException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where a feature lies: a point is a tile's centre; a polygon, or the member {@code bbox}, says its bounds. */
record GeoJsonPlace(@Nullable GeoPoint center, @Nullable BoundingBox bounds) {
    private static final String ORDER = "; GeoJSON writes longitude first";

    static GeoJsonPlace of(JsonNode feature) throws RefusedItemException {
        JsonNode geometry = feature.path("geometry");
        JsonNode coordinates = geometry.path("coordinates");
        JsonNode box = feature.has("bbox") ? feature.path("bbox") : geometry.path("bbox");
        BoundingBox stated = box.isMissingNode() || box.isNull() ? null : box(box);
        return switch (geometry.path("type").asString("")) {
            case "Point" -> new GeoJsonPlace(point(coordinates), stated);
            case "Polygon", "MultiPolygon" -> new GeoJsonPlace(null, stated == null ? around(coordinates) : stated);
            case "" -> new GeoJsonPlace(null, stated);
            case String type -> throw new RefusedItemException("a " + type
                    + " is no place of a tile; give a Point for its centre or a Polygon for its bounds");
        };
    }

    private static GeoPoint point(JsonNode position) throws RefusedItemException {
        try {
            return StatedPlace.point(number(position, 1), number(position, 0));
        } catch (RefusedItemException e) {
            throw swapped(e);
        }
    }

    /** West, south, east, north; with heights the third and the last of six are left out. */
    private static BoundingBox box(JsonNode box) throws RefusedItemException {
        int half = box.size() / 2;
        if (box.size() != 4 && box.size() != 6) {
            throw new RefusedItemException("bbox must be [west, south, east, north]");
        }
        return ordered(number(box, 0), number(box, 1), number(box, half), number(box, half + 1));
    }

    private static BoundingBox around(JsonNode coordinates) throws RefusedItemException {
        Extent extent = new Extent();
        extent.add(coordinates);
        return extent.crossesDateLine()
                ? ordered(extent.westOfDateLine, extent.south, extent.eastOfDateLine, extent.north)
                : ordered(extent.west, extent.south, extent.east, extent.north);
    }

    private static BoundingBox ordered(double west, double south, double east, double north)
            throws RefusedItemException {
        try {
            return StatedPlace.box(west, south, east, north);
        } catch (RefusedItemException e) {
            throw swapped(e);
        }
    }

    private static RefusedItemException swapped(RefusedItemException e) {
        return e.reason().contains("swapped") ? new RefusedItemException(e.reason() + ORDER) : e;
    }

    private static double number(JsonNode position, int index) throws RefusedItemException {
        JsonNode number = position.path(index);
        if (!number.isNumber()) {
            throw new RefusedItemException("a coordinate is no number: " + position);
        }
        return number.asDouble();
    }

    /** Corners of a polygon. Tiles are small: one that seems to go more than half round the Earth crosses the date line. */
    private static final class Extent {
        private double west = Double.POSITIVE_INFINITY;
        private double south = Double.POSITIVE_INFINITY;
        private double east = Double.NEGATIVE_INFINITY;
        private double north = Double.NEGATIVE_INFINITY;
        private double westOfDateLine = Double.POSITIVE_INFINITY;
        private double eastOfDateLine = Double.NEGATIVE_INFINITY;

        void add(JsonNode coordinates) throws RefusedItemException {
            if (!coordinates.path(0).isArray()) {
                addCorner(number(coordinates, 0), number(coordinates, 1));
                return;
            }
            for (JsonNode inner : coordinates) {
                add(inner);
            }
        }

        private void addCorner(double longitude, double latitude) {
            west = Math.min(west, longitude);
            east = Math.max(east, longitude);
            south = Math.min(south, latitude);
            north = Math.max(north, latitude);
            if (longitude >= 0) {
                westOfDateLine = Math.min(westOfDateLine, longitude);
            } else {
                eastOfDateLine = Math.max(eastOfDateLine, longitude);
            }
        }

        boolean crossesDateLine() {
            return east - west > 180 && east <= 180 && west >= -180;
        }
    }
}
