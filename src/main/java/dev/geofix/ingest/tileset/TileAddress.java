package dev.geofix.ingest.tileset;

import dev.geofix.gallery.NewTile;
import dev.geofix.gallery.TileId;
import dev.geofix.geo.MapTile;
import dev.geofix.ingest.source.RefusedItemException;
import dev.geofix.ingest.source.RowScheme;
import java.util.Map;

/** Tiles of the web-mercator pyramid, named {@code zoom-column-row} in XYZ numbering wherever they come from. */
final class TileAddress {
    private TileAddress() {}

    static MapTile of(RowScheme scheme, int zoom, long column, long row) throws RefusedItemException {
        try {
            return scheme.tile(zoom, column, row);
        } catch (IllegalArgumentException e) {
            throw new RefusedItemException(String.valueOf(e.getMessage()));
        }
    }

    static NewTile tile(MapTile address, byte[] image) {
        return new NewTile(new TileId(address.zoom() + "-" + address.x() + "-" + address.y()), address.center(),
                address.bounds(), Map.of(), image);
    }
}
