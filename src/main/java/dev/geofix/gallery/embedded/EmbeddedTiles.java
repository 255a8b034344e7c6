package dev.geofix.gallery.embedded;

import dev.geofix.gallery.ContentHash;
import dev.geofix.gallery.EmbeddedTile;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.PutResult;
import dev.geofix.gallery.PutResult.Outcome;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileMatch;
import dev.geofix.gallery.TileRenewal;
import dev.geofix.gallery.TileStore;
import dev.geofix.gallery.UnknownGalleryException;
import dev.geofix.gallery.search.DescriptorIndex;
import dev.geofix.gallery.search.GalleryIndex;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.BoundingBox;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.ModelVersion;
import dev.geofix.platform.storage.WriteTransactions;
import dev.geofix.verification.LocalFeatures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tiles of one gallery: row, descriptor, picture and local features are committed together, then the index follows. */
final class EmbeddedTiles implements TileStore {
    private final StoredGallery stored;
    private final EmbeddedStore.Tables tables;
    private final IndexRegistry indexes;
    private final WriteTransactions writes;

    EmbeddedTiles(StoredGallery stored, EmbeddedStore.Tables tables, IndexRegistry indexes, WriteTransactions writes) {
        this.stored = stored;
        this.tables = tables;
        this.indexes = indexes;
        this.writes = writes;
    }

    @Override
    public View open() {
        GalleryIndex index = indexes.of(stored);
        return new IndexView(index, index.current(), tables.tiles());
    }

    @Override
    public Map<TileId, Tile> find(Collection<TileId> ids) {
        Map<TileId, Tile> found = new LinkedHashMap<>();
        ids.forEach(id -> tables.tiles().find(stored.id(), id).ifPresent(tile -> found.put(id, tile.tile())));
        return found;
    }

    @Override
    public Optional<Tile.Image> image(TileId id) {
        return tables.tiles().find(stored.id(), id).flatMap(tile -> tables.tiles().image(tile.sequence()));
    }

    @Override
    public List<Tile> list(@Nullable BoundingBox box, @Nullable TileId after, int limit) {
        return tables.tiles().list(stored.id(), box, after, limit);
    }

    @Override
    public @Nullable List<PutResult> put(ModelVersion model, List<Tile> same, List<EmbeddedTile> embedded) {
        GalleryIndex index = indexes.of(stored);
        return index.<@Nullable List<PutResult>>change(() -> {
            if (!index.current().model().equals(model)) {
                return null;
            }
            List<PutResult> results = new ArrayList<>();
            List<Runnable> follow = new ArrayList<>();
            writes.run(() -> {
                checkStillThere();
                same.forEach(tile -> results.add(describe(tile, index, follow)));
                embedded.forEach(tile -> results.add(replace(tile, index, follow)));
            });
            follow.forEach(Runnable::run);
            return results;
        });
    }

    /** Somebody may have deleted the gallery while its tiles were embedded, and even made another of that name. */
    private void checkStillThere() {
        GalleryName name = stored.gallery().name();
        if (tables.galleries().find(name).filter(now -> now.id() == stored.id()).isEmpty()) {
            indexes.forget(stored.id());
            throw new UnknownGalleryException(name);
        }
    }

    private PutResult describe(Tile tile, GalleryIndex index, List<Runnable> follow) {
        tables.tiles().find(stored.id(), tile.id())
                .filter(now -> now.tile().contentHash().equals(tile.contentHash()))
                .filter(now -> !now.tile().equals(tile)).ifPresent(now -> {
                    tables.tiles().describe(now.sequence(), tile);
                    follow.add(() -> index.move(now.sequence(), tile.center()));
                });
        return PutResult.of(tile.id(), Outcome.UNCHANGED);
    }

    private PutResult replace(EmbeddedTile tile, GalleryIndex index, List<Runnable> follow) {
        Optional<Long> replaced = tables.tiles().delete(stored.id(), tile.tile().id());
        byte[] compact = tile.compact();
        long sequence = tables.tiles().insert(stored.id(), tile, compact);
        follow.add(() -> index.put(sequence, ContentHash.start(tile.tile().contentHash()), tile.tile().center(),
                compact));
        replaced.ifPresent(old -> follow.add(() -> index.remove(old)));
        return PutResult.of(tile.tile().id(), replaced.isPresent() ? Outcome.REPLACED : Outcome.CREATED);
    }

    @Override
    public boolean delete(TileId id) {
        GalleryIndex index = indexes.of(stored);
        return index.change(() -> {
            Optional<Long> sequence = writes.call(() -> {
                Optional<Long> there = tables.tiles().delete(stored.id(), id);
                there.ifPresent(tile -> tables.tiles().rememberDeletion(stored.id(), id));
                return there;
            });
            sequence.ifPresent(index::remove);
            return sequence;
        }).isPresent();
    }

    @Override
    public Set<TileId> deletedSince(Instant time) {
        writes.run(() -> tables.tiles().pruneDeletions(stored.id()));
        return tables.tiles().deletedSince(stored.id(), time);
    }

    @Override
    public Map<TileId, LocalFeatures> features(Collection<Tile> tiles) {
        return tables.features().find(stored, tiles);
    }

    @Override
    public Extent extent(int mostValues) {
        return tables.places().extent(stored.id(), mostValues);
    }

    @Override
    public List<BoundingBox> someBounds(int limit) {
        return tables.places().someBounds(stored.id(), limit);
    }

    @Override
    public <T> T inBox(BoundingBox box, Function<Stream<PlacedTile>, T> reader) {
        return tables.places().inBox(stored.id(), box, reader);
    }

    @Override
    public Optional<Tile.Image> image(long sequence) {
        return tables.tiles().image(sequence);
    }

    @Override
    public TileRenewal renewal() {
        return new EmbeddedRenewal(stored, tables, indexes, writes);
    }

    /** @param current of one model; it stays with this view when the gallery is switched to another */
    private record IndexView(GalleryIndex index, DescriptorIndex current, TileTable tiles) implements View {
        @Override
        public ModelVersion model() {
            return current.model();
        }

        /** With one look into the store for all queries. */
        @Override
        public List<List<TileMatch>> search(List<Descriptor> queries, SearchRequest request) {
            return index.search(current, queries.stream().map(Descriptor::values).toList(), request,
                    sequences -> tiles.find(List.copyOf(sequences)).stream()
                            .collect(Collectors.toMap(TileTable.StoredTile::sequence, TileTable.StoredTile::tile)),
                    TileMatch::new);
        }
    }
}
