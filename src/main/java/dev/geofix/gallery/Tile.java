package dev.geofix.gallery;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A satellite image of a known place.
 *
 * @param center of the ground it shows
 * @param bounds of that ground, where known
 * @param attributes whatever its owner noted, JSON values by name
 * @param contentHash SHA-256 of the image as it was sent, hexadecimal
 */
public record Tile(TileId id, GeoPoint center, @Nullable BoundingBox bounds, Map<String, Object> attributes,
        String contentHash) {}
