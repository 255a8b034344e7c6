package dev.geofix.ingest.manifest;

import dev.geofix.ingest.source.UnusableSourceException;
import java.io.BufferedReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
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
}
