package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.CopiedTile;
import dev.geofix.gallery.CopyTarget;
import dev.geofix.gallery.Gallery;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.PutResult;
import dev.geofix.gallery.PutResult.Outcome;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.UnknownGalleryException;
import dev.geofix.platform.UserException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Copies of galleries in the cluster. The mapping of such an index says of which gallery it is one. */
@Component
@ConditionalOnProperty(name = "geofix.store", havingValue = "opensearch")
class OpenSearchCopies implements CopyTarget {
    private final Cluster cluster;
    private final OpenSearchStore store;
    private final JsonMapper json;

    OpenSearchCopies(Cluster cluster, OpenSearchStore store, JsonMapper json) {
        this.cluster = cluster;
        this.store = store;
        this.json = json;
    }

    /** What a data folder's gallery is known by: its number there, and when it was made. */
    private static String original(StoredGallery gallery) {
        return gallery.id() + " of " + gallery.gallery().created().toEpochMilli();
    }

    @Override
    public Optional<StoredGallery> find(StoredGallery original) {
        GalleryName name = original.gallery().name();
        return store.answering(name).map(there -> {
            if (!there.meta().original().equals(original(original))) {
                throw new UserException(UserException.Kind.CONFLICT, "Gallery '" + name
                        + "' is in the cluster already, "
                        + (there.meta().original().isEmpty()
                                ? "and was made there"
                                : "as a copy of another gallery of that name")
                        + ". Nothing of it was changed. Delete it there, copy the others with --gallery, or give "
                        + "the copies another geofix.opensearch.prefix.");
            }
            return store.stored(there.meta());
        });
    }

    @Override
    public StoredGallery begin(StoredGallery original) {
        Gallery gallery = original.gallery();
        GalleryLayout.Meta meta = new GalleryLayout.Meta(gallery.name().value(), OpenSearchStore.newNumber(),
                gallery.description(), gallery.localFeatures(), gallery.model().value(), original.dimension(),
                gallery.created().toEpochMilli(), 1, original(original), store.placesTiles());
        if (!store.create(gallery.name(), meta)) {
            // The answer to an earlier try may have been lost, or another copy was begun in the same moment.
            return find(original).orElseThrow(
                    () -> new UserException(UserException.Kind.CONFLICT, store.inTheWay(gallery.name())));
        }
        return store.stored(meta);
    }

    @Override
    public void discard(StoredGallery copy) {
        GalleryName name = copy.gallery().name();
        OpenSearchStore.Answering now = store.answering(name).filter(each -> each.meta().number() == copy.id())
                .orElseThrow(() -> new UnknownGalleryException(name));
        if (now.meta().original().isEmpty() || now.meta().generation() != 1 || tiles(copy).others() > 0) {
            throw new UserException(UserException.Kind.CONFLICT, "Gallery '" + name + "' in the cluster has more than "
                    + "was copied: " + (now.meta().generation() == 1
                            ? "tiles were put there"
                            : "it was embedded anew there")
                    + ". Delete it there yourself if it can go.");
        }
        store.delete(copy);
    }

    @Override
    public Tiles tiles(StoredGallery copy) {
        return new CopiedTiles(copy);
    }

    private final class CopiedTiles implements Tiles {
        private final StoredGallery copy;
        private final TileIndex tiles;
        private final PartIndex parts;

        CopiedTiles(StoredGallery copy) {
            this.copy = copy;
            GalleryName name = copy.gallery().name();
            tiles = store.tileIndex(name, copy.id(), copy.gallery().model(), copy.dimension());
            parts = store.parts(name, copy.id());
        }

        @Override
        public List<CopiedTile.Row> after(long sequence, int limit) {
            List<TileDocument> documents = tiles.ordered("sequence",
                    List.of(TileFilter.range("sequence", "lt", Sequences.FIRST)), sequence, limit, TileDocument.ROW)
                    .toList();
            Set<Long> having = documents.isEmpty()
                    ? Set.of()
                    : parts.numbers(PartIndex.Kind.FEATURES, documents.getFirst().sequence(),
                            documents.getLast().sequence());
            return documents.stream().map(document -> new CopiedTile.Row(document.sequence(), document.tile(),
                    having.contains(document.sequence()))).toList();
        }

        @Override
        public long others() {
            return tiles.search(Map.of("size", 0, "track_total_hits", true, "query",
                    TileFilter.range("sequence", "gte", Sequences.FIRST))).path("hits").path("total").path("value")
                    .asLong(0);
        }

        @Override
        public Map<TileId, Tile> put(List<CopiedTile> copied) {
            Map<TileDocument, CopiedTile> documents = new LinkedHashMap<>();
            copied.forEach(tile -> documents.put(TileDocument.of(tile, json), tile));
            parts.putCopied(documents);
            List<PutResult> results = put(List.of(), List.copyOf(documents.keySet()));
            Map<TileId, Tile> inTheWay = new HashMap<>();
            versions(results.stream().filter(result -> result.outcome() == Outcome.UNCHANGED).map(PutResult::tile)
                    .toList()).forEach((id, version) -> inTheWay.put(id, version.document().tile()));
            return inTheWay;
        }

        private List<PutResult> put(List<Tile> same, List<TileDocument> fresh) {
            List<PutResult> results = new TilePut(copy, tiles, parts, json, cluster.backoff(),
                    () -> store.answersStill(copy), true).run(same, fresh);
            if (results == null) {
                throw new UserException(UserException.Kind.CONFLICT, "Gallery '" + copy.gallery().name()
                        + "' was embedded anew in the cluster while it was copied there. Its copy stays as it is.");
            }
            return results;
        }

        @Override
        public void describe(List<CopiedTile.Row> rows) {
            if (!rows.isEmpty()) {
                put(current(rows).values().stream().map(CopiedTile.Row::tile).toList(), List.of());
            }
        }

        @Override
        public void putFeatures(List<CopiedTile> copied) {
            Map<TileDocument, byte[]> found = new HashMap<>();
            Map<TileId, TileVersion> there = versions(
                    copied.stream().map(tile -> tile.tile().id()).toList());
            for (CopiedTile tile : copied) {
                TileVersion version = there.get(tile.tile().id());
                if (tile.features() != null && version != null
                        && version.document().sequence() == tile.sequence()) {
                    found.put(version.document(), tile.features().toBytes());
                }
            }
            parts.putFeatures(found);
        }

        @Override
        public void delete(Collection<CopiedTile.Row> rows) {
            Cluster.Backoff backoff = cluster.backoff();
            for (Map<TileVersion, CopiedTile.Row> left = current(rows); !left.isEmpty(); left = current(rows)) {
                if (!tiles.doubles().delete(left.keySet())) {
                    backoff.pause("Copied tiles of '" + copy.gallery().name() + "' cannot be deleted now");
                }
            }
            parts.delete(rows.stream().map(CopiedTile.Row::sequence).toList(), PartIndex.Kind.PICTURE,
                    PartIndex.Kind.FEATURES);
        }

        /** Those that are still there with this content. */
        private Map<TileVersion, CopiedTile.Row> current(Collection<CopiedTile.Row> rows) {
            Map<TileId, TileVersion> there = versions(rows.stream().map(row -> row.tile().id()).toList());
            Map<TileVersion, CopiedTile.Row> current = new HashMap<>();
            for (CopiedTile.Row row : rows) {
                TileVersion version = there.get(row.tile().id());
                if (version != null && version.document().sequence() == row.sequence()) {
                    current.put(version, row);
                }
            }
            return current;
        }

        private Map<TileId, TileVersion> versions(Collection<TileId> ids) {
            return tiles.get(ids, TileDocument.ROW);
        }

        @Override
        public List<CopiedTile> read(List<TileId> ids) {
            Map<Long, TileDocument> documents = new LinkedHashMap<>();
            tiles.get(ids, TileDocument.ALL).values().stream().map(TileVersion::document)
                    .filter(TileDocument::isCopied).forEach(each -> documents.put(each.sequence(), each));
            Map<Long, Part> pictures = parts.get(PartIndex.Kind.PICTURE, documents.keySet(), true);
            Map<Long, Part> features = parts.get(PartIndex.Kind.FEATURES, documents.keySet(), true);
            List<CopiedTile> read = new ArrayList<>();
            documents.forEach((sequence, document) -> {
                Part picture = pictures.get(sequence);
                Part found = features.get(sequence);
                byte @Nullable [] bytes = picture == null ? null : picture.bytes();
                if (picture != null && bytes != null) {
                    read.add(new CopiedTile(sequence, document.tile(), new Tile.Image(picture.media(), bytes),
                            document.descriptor(), found == null ? null : OpenSearchRenewal.sound(found)));
                }
            });
            return read;
        }
    }
}
