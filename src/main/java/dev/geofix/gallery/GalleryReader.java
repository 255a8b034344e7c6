package dev.geofix.gallery;

import dev.geofix.gallery.search.GalleryIndex;
import dev.geofix.gallery.search.ModelIndex;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.Encoder;
import dev.geofix.vectorindex.Hit;
import dev.geofix.verification.LocalFeatures;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A gallery as one request sees it: the model that answers, and its index. Both stay a pair when the gallery is switched to another model
 * meanwhile.
 */
public final class GalleryReader {
    private final Encoder encoder;
    private final GalleryIndex index;
    private final ModelIndex current;
    private final TileStore tiles;
    private final LocalFeatureStore features;
    private final long gallery;

    /** @param current of the encoder's model */
    GalleryReader(long gallery, Encoder encoder, GalleryIndex index, ModelIndex current, TileStore tiles,
            LocalFeatureStore features) {
        this.gallery = gallery;
        this.encoder = encoder;
        this.index = index;
        this.current = current;
        this.tiles = tiles;
        this.features = features;
    }

    /** Embeds what is asked for. */
    public Encoder encoder() {
        return encoder;
    }

    /**
     * The tiles most like the query, best first.
     *
     * @param query embedded by the encoder
     */
    public List<TileMatch> search(Descriptor query, SearchRequest request) {
        return index.search(current, query.values(), request, this::lookUp);
    }

    private List<TileMatch> lookUp(List<Hit> hits) {
        Map<Long, Tile> found = tiles.find(hits.stream().map(Hit::id).toList()).stream()
                .collect(Collectors.toMap(StoredTile::sequence, StoredTile::tile));
        return hits.stream().flatMap(hit -> Optional.ofNullable(found.get(hit.id()))
                .map(tile -> new TileMatch(tile, hit.score())).stream()).toList();
    }

    /**
     * Local features of tiles, as far as they have any, in one read. A tile whose picture was replaced meanwhile is left out.
     *
     * @param found by a search
     */
    public Map<TileId, LocalFeatures> features(Collection<Tile> found) {
        return features.find(gallery, found);
    }
}
