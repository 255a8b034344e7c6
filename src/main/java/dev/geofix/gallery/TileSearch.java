package dev.geofix.gallery;

import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.inference.Descriptor;
import dev.geofix.verification.LocalFeatures;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where a photo is looked for, whatever holds the tiles: a gallery of the service, or a folder that a model is measured on. */
public interface TileSearch {
    /** For each query the tiles most like it, best first. */
    List<List<TileMatch>> search(List<Descriptor> queries, SearchRequest request);

    /** Local features of tiles that a search found, as far as they have any. */
    Map<TileId, LocalFeatures> features(Collection<Tile> found);
}
