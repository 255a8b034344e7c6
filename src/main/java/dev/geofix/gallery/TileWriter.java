package dev.geofix.gallery;

import dev.geofix.gallery.PutResult.Outcome;
import dev.geofix.gallery.search.GalleryIndex;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.inference.Encoder;
import dev.geofix.inference.ModelVersion;
import dev.geofix.platform.storage.WriteTransactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts tiles: embeds what is new, commits row, descriptor, picture and local features together, then lets the index follow. */
@Component
class TileWriter {
    private final GalleryStore galleries;
    private final TileStore tiles;
    private final IndexRegistry indexes;
    private final TileEmbedder embedder;
    private final TileFeatureExtractor extractor;
    private final WriteTransactions writes;

    TileWriter(GalleryStore galleries, TileStore tiles, IndexRegistry indexes, TileEmbedder embedder,
            TileFeatureExtractor extractor, WriteTransactions writes) {
        this.galleries = galleries;
        this.tiles = tiles;
        this.indexes = indexes;
        this.embedder = embedder;
        this.extractor = extractor;
        this.writes = writes;
    }

    /**
     * @param batch tiles of different ids
     * @return null when the gallery has been switched to another model meanwhile, and nothing is put
     */
    @Nullable
    List<PutResult> put(StoredGallery stored, Encoder encoder, List<NewTile> batch) {
        Map<Tile, byte[]> changed = new LinkedHashMap<>();
        List<Tile> same = new ArrayList<>();
        for (NewTile tile : batch) {
            Tile hashed = tile.withHash(ContentHash.of(tile.image()));
            Optional<TileStore.StoredTile> known = tiles.find(stored.id(), tile.id());
            if (known.isPresent() && known.get().tile().contentHash().equals(hashed.contentHash())) {
                same.add(hashed);
            } else {
                changed.put(hashed, tile.image());
            }
        }
        Map<TileId, ImageRejectedException> refused = new HashMap<>();
        List<EmbeddedTile> embedded = embedder.embed(encoder, changed,
                extractor.areWanted(stored.gallery()) ? extractor : null, refused);
        List<PutResult> results = commit(stored, encoder.version(), same, embedded);
        if (results == null) {
            return null;
        }
        refused.forEach((id, reason) -> results.add(new PutResult(id, Outcome.REFUSED, reason)));
        return results;
    }

    private @Nullable List<PutResult> commit(StoredGallery stored, ModelVersion model, List<Tile> same,
            List<EmbeddedTile> embedded) {
        GalleryIndex index = indexes.of(stored);
        return index.<@Nullable List<PutResult>>change(() -> {
            if (!index.current().model().equals(model)) {
                return null;
            }
            List<PutResult> results = new ArrayList<>();
            List<Runnable> follow = new ArrayList<>();
            writes.run(() -> {
                checkStillThere(stored);
                same.forEach(tile -> results.add(describe(stored, tile, index, follow)));
                embedded.forEach(tile -> results.add(replace(stored, tile, index, follow)));
            });
            follow.forEach(Runnable::run);
            return results;
        });
    }

    /** Somebody may have deleted the gallery while its tiles were embedded, and even made another of that name. */
    private void checkStillThere(StoredGallery stored) {
        GalleryName name = stored.gallery().name();
        if (galleries.find(name).filter(now -> now.id() == stored.id()).isEmpty()) {
            indexes.forget(stored.id());
            throw new UnknownGalleryException(name);
        }
    }

    private PutResult describe(StoredGallery stored, Tile tile, GalleryIndex index, List<Runnable> follow) {
        tiles.find(stored.id(), tile.id()).filter(now -> now.tile().contentHash().equals(tile.contentHash()))
                .filter(now -> !now.tile().equals(tile)).ifPresent(now -> {
                    tiles.describe(now.sequence(), tile);
                    follow.add(() -> index.move(now.sequence(), tile.center()));
                });
        return PutResult.of(tile.id(), Outcome.UNCHANGED);
    }

    private PutResult replace(StoredGallery stored, EmbeddedTile tile, GalleryIndex index, List<Runnable> follow) {
        Optional<Long> replaced = tiles.delete(stored.id(), tile.tile().id());
        byte[] compact = tile.compact();
        long sequence = tiles.insert(stored.id(), tile, compact);
        follow.add(() -> index.put(sequence, ContentHash.start(tile.tile().contentHash()), tile.tile().center(),
                compact));
        replaced.ifPresent(old -> follow.add(() -> index.remove(old)));
        return PutResult.of(tile.tile().id(), replaced.isPresent() ? Outcome.REPLACED : Outcome.CREATED);
    }
}
