package dev.geofix.gallery;

import dev.geofix.geo.BoundingBox;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tile in JSON.
 *
 * @param latitude of the centre
 * @param bounds west, south, east, north
 * @param image path of its picture
 */
record TileView(@Schema(example = "t-0042") String tile, @Schema(example = "52.1") double latitude,
        @Schema(example = "4.3") double longitude,
        @Schema(example = "[4.2995, 52.0995, 4.3005, 52.1005]") @Nullable List<Double> bounds,
        Map<String, Object> attributes, String contentHash, String image) {

    static TileView of(GalleryName gallery, Tile tile) {
        BoundingBox box = tile.bounds();
        return new TileView(tile.id().value(), tile.center().latitude(), tile.center().longitude(),
                box == null ? null : List.of(box.west(), box.south(), box.east(), box.north()), tile.attributes(),
                tile.contentHash(), TileLinks.image(gallery, tile.id()));
    }

    /** @param next path of the following page; null on the last one */
    record Page(List<TileView> tiles, @Nullable String next) {}
}
