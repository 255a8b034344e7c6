package dev.geofix.gallery;

import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.Encoder;
import dev.geofix.verification.LocalFeatures;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A gallery as one request sees it: the model that answers, and its descriptors. Both stay a pair when the gallery is switched to another model
 * meanwhile.
 */
public final class GalleryReader implements TileSearch {
    private final Encoder encoder;
    private final TileStore tiles;
    private final TileStore.View view;
    private final StoredGallery stored;
    private final Supplier<@Nullable Double> tileSide;

    /**
     * @param view of the encoder's model
     * @param tileSide metres; null when no tile has bounds
     */
    GalleryReader(StoredGallery stored, Encoder encoder, TileStore tiles, TileStore.View view,
            Supplier<@Nullable Double> tileSide) {
        this.stored = stored;
        this.tileSide = tileSide;
        this.encoder = encoder;
        this.tiles = tiles;
        this.view = view;
    }

    /** Embeds what is asked for. */
    public Encoder encoder() {
        return encoder;
    }

    /** As it stood when it was opened. */
    public Gallery gallery() {
        return stored.gallery();
    }

    /** Ground side of a tile, metres; null when none has bounds. */
    public @Nullable Double tileSide() {
        return tileSide.get();
    }

    /**
     * The tiles most like the query, best first.
     *
     * @param query embedded by the encoder
     */
    public List<TileMatch> search(Descriptor query, SearchRequest request) {
        return search(List.of(query), request).getFirst();
    }

    /** Likewise for several queries, with one look into the store. */
    @Override
    public List<List<TileMatch>> search(List<Descriptor> queries, SearchRequest request) {
        return view.search(queries, request);
    }

    /**
     * Local features of tiles, as far as they have any, in one read. A tile whose picture was replaced meanwhile is left out.
     *
     * @param found by a search
     */
    @Override
    public Map<TileId, LocalFeatures> features(Collection<Tile> found) {
        return tiles.features(found);
    }
}
