package dev.geofix.ingest.manifest;

import dev.geofix.ingest.source.RefusedItemException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one feature: property {@code file}, its id from property {@code tile} or the member {@code id}, the other properties as attributes. */
final class GeoJsonFeature {
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
                attributes.put(property.getKey(), JsonMapper.shared().treeToValue(property.getValue(), Object.class));
            }
        }
        return attributes;
    }

    private static String meaning(String property) {
        return property.strip().toLowerCase(Locale.ROOT);
    }
}
