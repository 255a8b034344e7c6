package dev.geofix.locate;

import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileMatch;
import dev.geofix.inference.Descriptor;
import dev.geofix.verification.LocalFeatures;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where a photo is looked for, whatever holds the tiles: the service's galleries, or the folders that a model is measured on. */
public interface Tiles {
    /** Those most like each descriptor, best first. */
    List<List<TileMatch>> search(List<Descriptor> queries);

    /** Of those tiles that have local features. */
    Map<TileId, LocalFeatures> features(Collection<Tile> tiles);
}
