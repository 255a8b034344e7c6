package dev.geofix.ingest.manifest;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.ingest.source.RefusedItemException;
import dev.geofix.ingest.source.UnusableSourceException;
import java.io.BufferedReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A GeoJSON FeatureCollection (RFC 7946), one feature in memory at a time. */
final class GeoJsonManifest implements Manifest {
    private static final String FORM = "GeoJSON FeatureCollection";
    /** Names under which the old member crs states longitude and latitude on WGS 84. */
    private static final String WGS_84 = ".*(CRS84|EPSG:+4326)\"?";
    /** Numbers as written: a double would round long ones of the attributes. Behind a feature comes the next. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final Path file;
    private final JsonParser parser;
    private long number;

    /** @throws UnusableSourceException when there is no list of features */
    GeoJsonManifest(Path file, BufferedReader reader) {
        this.file = file;
        parser = JSON.createParser(reader);
        try {
            parser.nextToken();
            if (!toFeatures()) {
                throw new UnusableSourceException("The manifest " + file.getFileName()
                        + " has no features. It must be a GeoJSON FeatureCollection with a feature for each tile.");
            }
        } catch (JacksonException e) {
            throw Manifest.unreadable(file, FORM, e);
        }
    }

    @Override
    public @Nullable Entry next() {
        try {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_ARRAY) {
                toFeatures();
                return null;
            }
            JsonNode feature = JSON.readTree(parser);
            String item = "feature " + ++number + " (" + Objects.requireNonNullElse(GeoJsonFeature.fileOf(feature),
                    "no file") + ")";
            return new Entry(item, () -> GeoJsonFeature.read(feature));
        } catch (JacksonException | UncheckedIOException e) {
            throw Manifest.unreadable(file, FORM, e);
        }
    }

    @Override
    public void close() {
        parser.close();
    }

    /** Reads members of the collection until the list of features begins; false when they end before. */
    private boolean toFeatures() {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (member.equals("features") && value == JsonToken.START_ARRAY) {
                return true;
            }
            if (member.equals("crs")) {
                checkSystem(JSON.readTree(parser));
            } else {
                parser.skipChildren();
            }
        }
        return false;
    }

    private void checkSystem(JsonNode system) {
        String name = system.path("properties").path("name").toString();
        if (!system.isNull() && !name.matches(WGS_84)) {
            throw new UnusableSourceException("The manifest " + file.getFileName() + " has coordinates in " + name
                    + ". Save it with longitudes and latitudes on WGS 84 (EPSG:4326), as RFC 7946 asks for.");
        }
    }

    /** Reads one feature: property {@code file}, its id from property {@code tile} or the member {@code id}, the other properties as attributes. */
    private static final class GeoJsonFeature {
        private static final String FILE = "file";
        private static final String TILE = "tile";

        private GeoJsonFeature() {}

        static @Nullable String fileOf(JsonNode feature) {
            return property(feature, FILE);
        }

        static PlacedImage read(JsonNode feature) throws RefusedItemException {
            String file = fileOf(feature);
            if (file == null) {
                throw new RefusedItemException("the feature has no property file");
            }
            String tile = property(feature, TILE);
            GeoJsonPlace place = GeoJsonPlace.of(feature);
            return PlacedImage.of(file, tile == null ? text(feature.path("id")) : tile, place.center(), place.bounds(),
                    attributes(feature));
        }

        private static @Nullable String property(JsonNode feature, String name) {
            for (Map.Entry<String, JsonNode> property : feature.path("properties").properties()) {
                if (meaning(property.getKey()).equals(name)) {
                    return text(property.getValue());
                }
            }
            return null;
        }

        private static @Nullable String text(JsonNode value) {
            String text = value.isString() || value.isNumber() ? value.asString().strip() : "";
            return text.isEmpty() ? null : text;
        }

        private static Map<String, Object> attributes(JsonNode feature) {
            Map<String, Object> attributes = new TreeMap<>();
            for (Map.Entry<String, JsonNode> property : feature.path("properties").properties()) {
                String meaning = meaning(property.getKey());
                if (!meaning.equals(FILE) && !meaning.equals(TILE) && !property.getValue().isNull()) {
                    attributes.put(property.getKey(),
                            JsonMapper.shared().treeToValue(property.getValue(), Object.class));
                }
            }
            return attributes;
        }

        private static String meaning(String property) {
            return property.strip().toLowerCase(Locale.ROOT);
        }
    }

    /** Where a feature lies: a point is a tile's centre; a polygon, or the member {@code bbox}, says its bounds. */
    private record GeoJsonPlace(@Nullable GeoPoint center, @Nullable BoundingBox bounds) {
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
                return PlacedImage.point(number(position, 1), number(position, 0));
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
                return PlacedImage.box(west, south, east, north);
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
}
