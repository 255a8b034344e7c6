package dev.geofix.ingest.manifest;

import dev.geofix.gallery.NewTile;
import dev.geofix.gallery.TileId;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.ingest.source.RefusedItemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a manifest says of one tile. */
record ManifestRow(String file, TileId tile, GeoPoint center, @Nullable BoundingBox bounds,
        Map<String, Object> attributes) {

    /**
     * @param file with backslashes, as programs for Windows write them, or with slashes
     * @param tile its id; the file's last name unless given
     * @param center the middle of the bounds unless given
     */
    static ManifestRow of(String file, @Nullable String tile, @Nullable GeoPoint center, @Nullable BoundingBox bounds,
            Map<String, Object> attributes) throws RefusedItemException {
        GeoPoint middle = center == null && bounds != null ? bounds.center() : center;
        if (middle == null) {
            throw new RefusedItemException("neither a centre nor bounds are given");
        }
        String path = file.replace('\\', '/');
        return new ManifestRow(path, new TileId(tile == null ? path.substring(path.lastIndexOf('/') + 1) : tile),
                middle, bounds, attributes);
    }

    NewTile with(byte[] image) throws RefusedItemException {
        try {
            return new NewTile(tile, center, bounds, attributes, image);
        } catch (IllegalArgumentException e) {
            throw new RefusedItemException(String.valueOf(e.getMessage()));
        }
    }
}
