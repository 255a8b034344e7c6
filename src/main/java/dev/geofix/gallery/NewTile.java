package dev.geofix.gallery;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.platform.UserException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tile to be kept.
 *
 * @param image encoded; it is judged when the tile is put
 * @throws UserException when the centre does not lie within the bounds, or the bounds hold no ground
 */
public record NewTile(TileId id, GeoPoint center, @Nullable BoundingBox bounds, Map<String, Object> attributes,
        byte[] image) {
    public NewTile {
        if (bounds != null && !bounds.contains(center)) {
            throw new UserException("latitude and longitude are the tile's centre, but "
                    + center.latitude() + "," + center.longitude() + " lies outside its bounds");
        }
        if (bounds != null && !(bounds.widthMeters() > 0 && bounds.heightMeters() > 0)) {
            throw new UserException("the bounds of a tile have a width and a height above 0");
        }
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** A tile whose centre is that of its bounds. */
    public static NewTile of(TileId id, BoundingBox bounds, Map<String, Object> attributes, byte[] image) {
        return new NewTile(id, bounds.center(), bounds, attributes, image);
    }

    Tile withHash(String contentHash) {
        return new Tile(id, center, bounds, attributes, contentHash);
    }
}
