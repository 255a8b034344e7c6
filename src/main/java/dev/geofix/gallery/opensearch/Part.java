package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.Checksum;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Bytes that are kept.
 *
 * @param media type of a picture
 * @param bytes null when they are damaged
 */
record Part(long sequence, String tile, String media, byte @Nullable [] bytes) {
    static Part of(JsonNode source) {
        byte[] bytes = decode(source.path("bytes").asString(""));
        boolean sound = bytes != null && Checksum.of(bytes) == source.path("checksum").asLong(-1);
        return new Part(source.path("sequence").asLong(0), source.path("tile").asString(""),
                source.path("media").asString(""), sound ? bytes : null);
    }

    private static byte @Nullable [] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
