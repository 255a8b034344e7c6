package dev.geofix.ingest.manifest;

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
    public @Nullable ManifestEntry next() {
        try {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_ARRAY) {
                toFeatures();
                return null;
            }
            JsonNode feature = JSON.readTree(parser);
            String item = "feature " + ++number + " (" + Objects.requireNonNullElse(GeoJsonFeature.fileOf(feature),
                    "no file") + ")";
            return ManifestEntry.of(item, () -> GeoJsonFeature.read(feature));
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

        static ManifestRow read(JsonNode feature) throws RefusedItemException {
            String file = fileOf(feature);
            if (file == null) {
                throw new RefusedItemException("the feature has no property file");
            }
            String tile = property(feature, TILE);
            GeoJsonPlace place = GeoJsonPlace.of(feature);
            return ManifestRow.of(file, tile == null ? text(feature.path("id")) : tile, place.center(), place.bounds(),
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
}
