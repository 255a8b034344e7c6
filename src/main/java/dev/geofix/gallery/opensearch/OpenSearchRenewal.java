package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.ContentHash;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileRenewal;
import dev.geofix.inference.ModelVersion;
import dev.geofix.verification.LocalFeatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is made anew of a gallery in the cluster. */
final class OpenSearchRenewal implements TileRenewal {
    private static final int LOOKED_AT_TOGETHER = 500;
    private static final int READ_TOGETHER = 64;

    private final StoredGallery stored;
    private final OpenSearchStore store;
    private final Cluster cluster;
    private final DamageLog damage;
    private final TileIndex tiles;
    private final PartIndex parts;

    OpenSearchRenewal(StoredGallery stored, OpenSearchStore store, Cluster cluster, DamageLog damage, TileIndex tiles,
            PartIndex parts) {
        this.stored = stored;
        this.store = store;
        this.cluster = cluster;
        this.damage = damage;
        this.tiles = tiles;
        this.parts = parts;
    }

    /** Null when they are damaged. */
    static @Nullable LocalFeatures sound(Part part) {
        byte[] bytes = part.bytes();
        try {
            return bytes == null ? null : LocalFeatures.of(bytes);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public List<StoredPicture> withoutFeatures(long after, int limit) {
        return pictures(first(after, limit, some -> {
            Set<Long> having = parts.get(PartIndex.Kind.FEATURES,
                    some.stream().map(TileDocument::sequence).toList(), false).keySet();
            return document -> !having.contains(document.sequence());
        }));
    }

    /** Says of some documents which of them are meant. */
    @FunctionalInterface
    interface Choice {
        Predicate<TileDocument> among(List<TileDocument> some);
    }

    /** The first documents after a sequence number that are chosen. */
    List<TileDocument> first(long after, int limit, Choice choice) {
        List<TileDocument> chosen = new ArrayList<>();
        Iterator<TileDocument> all = tiles.ordered("sequence", List.of(), after, Integer.MAX_VALUE, TileDocument.ROW)
                .iterator();
        while (chosen.size() < limit && all.hasNext()) {
            List<TileDocument> some = new ArrayList<>();
            while (some.size() < LOOKED_AT_TOGETHER && all.hasNext()) {
                some.add(all.next());
            }
            some.stream().filter(choice.among(some)).limit(limit - chosen.size()).forEach(chosen::add);
        }
        return chosen;
    }

    List<StoredPicture> pictures(List<TileDocument> documents) {
        Map<Long, Part> found = parts.get(PartIndex.Kind.PICTURE,
                documents.stream().map(TileDocument::sequence).toList(), true);
        return documents.stream().map(document -> {
            Part part = found.get(document.sequence());
            return new StoredPicture(document.sequence(), document.tile().id(),
                    ContentHash.start(document.tile().contentHash()), part == null ? null : part.bytes());
        }).toList();
    }

    @Override
    public void putFeatures(Map<StoredPicture, LocalFeatures> found) {
        Map<TileDocument, byte[]> still = new HashMap<>();
        Map<TileId, TileVersion> now = now(found);
        found.forEach((picture, features) -> {
            TileVersion version = now.get(picture.id());
            if (version != null && version.document().sequence() == picture.sequence()) {
                still.put(version.document(), features.toBytes());
            }
        });
        parts.putFeatures(still);
        // A tile that went meanwhile has taken away what it had, which was not this.
        Map<TileId, TileVersion> later = now(found);
        List<Long> gone = still.keySet().stream().filter(document -> {
            TileVersion version = later.get(document.tile().id());
            return version == null || version.document().sequence() != document.sequence();
        }).map(TileDocument::sequence).toList();
        parts.delete(gone, PartIndex.Kind.FEATURES);
    }

    private Map<TileId, TileVersion> now(Map<StoredPicture, ?> pictures) {
        return tiles.get(pictures.keySet().stream().map(StoredPicture::id).toList(), TileDocument.ROW);
    }

    /** And those whose tile has gone, and documents of tiles that have newer ones, which a crash has left behind. */
    @Override
    public void dropDamagedFeatures(Runnable pause) {
        List<Part> some = parts.after(PartIndex.Kind.FEATURES, Long.MIN_VALUE, READ_TOGETHER);
        while (!some.isEmpty()) {
            pause.run();
            List<TileId> ids = some.stream().map(part -> new TileId(part.tile())).toList();
            parts.delete(tiles.doubles().settle(ids, cluster.backoff()), PartIndex.Kind.PICTURE,
                    PartIndex.Kind.FEATURES);
            Set<Long> living = new HashSet<>();
            tiles.get(ids, TileDocument.ROW).values()
                    .forEach(version -> living.add(version.document().sequence()));
            List<Long> dropped = some.stream().filter(part -> sound(part) == null || !living.contains(part.sequence()))
                    .map(Part::sequence).toList();
            parts.delete(dropped, PartIndex.Kind.FEATURES);
            damage.mended(dropped);
            some = parts.after(PartIndex.Kind.FEATURES, some.getLast().sequence(), READ_TOGETHER);
        }
    }

    @Override
    public boolean hasMetDamage() {
        return damage.isKnownOf(stored);
    }

    @Override
    public long count(ModelVersion model) {
        return store.countTiles(stored.gallery().name(), stored.id(), model);
    }

    @Override
    public void deleteOthers(ModelVersion model, Runnable pause) {
        store.retireOthers(stored.gallery().name(), stored.id(), model);
    }

    @Override
    public Reindex reindex(ModelVersion model, int dimension) {
        GalleryName name = stored.gallery().name();
        NextIndex.Place place = store.beginNext(name, stored.id(), model, dimension);
        return new NextIndex(stored, store, cluster, this, tiles,
                store.tileIndex(name, stored.id(), model, dimension), place);
    }
}
