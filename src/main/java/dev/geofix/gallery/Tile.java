package dev.geofix.gallery;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.platform.Quantiles;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        String contentHash) {
    /** Tiles whose sides stand for the whole gallery: tiles of one gallery are cut alike. */
    public static final int SIDE_SAMPLE = 15;

    /** Of a tile that came without bounds, metres. */
    private static final double USUAL_SIDE = 100;

    /** Its picture, encoded: at the size of the network's input, or as its local features are found on it. */
    public record Image(String mediaType, byte[] bytes) {}

    /** Side on the ground, metres: of a square of the same area, should it be none. */
    public double side() {
        return Objects.requireNonNullElse(knownSide(), USUAL_SIDE);
    }

    /** The median of the known sides, metres; null when none is known. */
    public static @Nullable Double typicalSide(List<Tile> tiles) {
        double[] sides = tiles.stream().map(Tile::knownSide).filter(Objects::nonNull).mapToDouble(side -> side)
                .toArray();
        return sides.length == 0 ? null : Quantiles.of(sides, 0.5);
    }

    private @Nullable Double knownSide() {
        if (bounds == null) {
            return null;
        }
        double side = Math.sqrt(bounds.widthMeters() * bounds.heightMeters());
        return side > 0 ? side : null;
    }
}
