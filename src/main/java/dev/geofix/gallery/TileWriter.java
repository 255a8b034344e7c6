package dev.geofix.gallery;

import dev.geofix.gallery.PutResult.Outcome;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.inference.Encoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts tiles: embeds what is new, and has the store keep it. */
@Component
class TileWriter {
    private final TileEmbedder embedder;
    private final TileFeatureExtractor extractor;

    TileWriter(TileEmbedder embedder, TileFeatureExtractor extractor) {
        this.embedder = embedder;
        this.extractor = extractor;
    }

    /**
     * @param batch tiles of different ids
     * @return null when the gallery has been switched to another model meanwhile, and nothing is put
     */
    @Nullable
    List<PutResult> put(Gallery gallery, TileStore tiles, Encoder encoder, List<NewTile> batch) {
        Map<TileId, Tile> known = tiles.find(batch.stream().map(NewTile::id).toList());
        Map<Tile, byte[]> changed = new LinkedHashMap<>();
        List<Tile> same = new ArrayList<>();
        for (NewTile tile : batch) {
            Tile hashed = tile.withHash(ContentHash.of(tile.image()));
            Tile there = known.get(tile.id());
            if (there != null && there.contentHash().equals(hashed.contentHash())) {
                same.add(hashed);
            } else {
                changed.put(hashed, tile.image());
            }
        }
        Map<TileId, ImageRejectedException> refused = new HashMap<>();
        List<EmbeddedTile> embedded = embedder.embed(encoder, changed,
                extractor.areWanted(gallery) ? extractor : null, refused);
        List<PutResult> results = tiles.put(encoder.version(), same, embedded);
        if (results == null) {
            return null;
        }
        List<PutResult> all = new ArrayList<>(results);
        refused.forEach((id, reason) -> all.add(new PutResult(id, Outcome.REFUSED, reason)));
        return all;
    }
}
