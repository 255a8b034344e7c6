package dev.geofix.gallery.map;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileStore;
import dev.geofix.gallery.UnknownGalleryException;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.MapTile;
import dev.geofix.platform.Quantiles;
import org.springframework.stereotype.Component;

/** Where the tiles of a gallery lie. */
@Component
class TilePlaces {
    static final int MOST_VALUES = 500;

    private final GalleryStore galleries;

    TilePlaces(GalleryStore galleries) {
        this.galleries = galleries;
    }

    TileStore of(GalleryName name) {
        return galleries.tiles(galleries.find(name).orElseThrow(() -> new UnknownGalleryException(name)));
    }

    static Coverage coverage(TileStore tiles) {
        TileStore.Extent extent = tiles.extent(MOST_VALUES);
        double[] sides = tiles.someBounds(Tile.SIDE_SAMPLE).stream().mapToDouble(TilePlaces::side).toArray();
        return new Coverage(extent.bounds(), sides.length == 0 ? null : Quantiles.of(sides, 0.5),
                extent.attributes());
    }

    /** What of a map square the gallery's tiles cover; those that came without bounds are left out. */
    static MapDrawing drawing(TileStore tiles, MapTile square) {
        return tiles.inBox(square.bounds(), placed -> MapDrawing.of(square,
                placed.map(tile -> MapDrawing.Placed.of(tile.sequence(), tile.bounds(), square))));
    }

    private static double side(BoundingBox box) {
        return Math.sqrt(box.widthMeters() * box.heightMeters());
    }
}
