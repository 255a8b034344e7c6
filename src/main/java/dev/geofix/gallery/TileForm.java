package dev.geofix.gallery;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.platform.UserException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes a tile of what a form says. */
@Component
class TileForm {
    private static final int MAX_ATTRIBUTES_LENGTH = 64 * 1024;
    private static final TypeReference<@Nullable Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    private final JsonMapper json;

    TileForm(JsonMapper json) {
        this.json = json;
    }

    /** @throws UserException when the place is missing or no place, or the attributes are no JSON object */
    NewTile read(TileId tile, @Nullable Double latitude, @Nullable Double longitude, @Nullable BoundingBox bounds,
            @Nullable String attributes, byte[] image) {
        Map<String, Object> read = attributes(attributes);
        try {
            if (latitude != null && longitude != null) {
                return new NewTile(tile, new GeoPoint(latitude, longitude), bounds, read, image);
            }
            if (bounds != null && latitude == null && longitude == null) {
                return NewTile.of(tile, bounds, read, image);
            }
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage() + ".");
        }
        throw new UserException("Say where the tile lies: latitude and longitude of its centre, "
                + "or bounds=west,south,east,north, in degrees.");
    }

    private Map<String, Object> attributes(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Map.of();
        }
        if (text.length() > MAX_ATTRIBUTES_LENGTH) {
            throw new UserException("attributes may have " + MAX_ATTRIBUTES_LENGTH + " characters at most.");
        }
        try {
            // As written: a double would round long numbers and make large ones infinite.
            Map<String, Object> attributes = json.readerFor(OBJECT)
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).readValue(text);
            if (attributes != null) {
                return attributes;
            }
        } catch (JacksonException e) {
            // falls through to the one message for both
        }
        throw new UserException("attributes must be a JSON object, for example {\"season\": \"summer\"}.");
    }
}
