package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileRenewal;
import dev.geofix.gallery.TileRenewal.StoredPicture;
import dev.geofix.gallery.UnknownGalleryException;
import dev.geofix.inference.Descriptor;
import dev.geofix.vectorindex.Int8Vector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gallery's index by another model, in the making. It is filled while the one before answers and takes changes. For the switch that one is closed for writes, whoever may
 * write; both are compared tile by tile, and the alias changes over at once.
 */
final class NextIndex implements TileRenewal.Reindex {
    private static final Logger log = LoggerFactory.getLogger(NextIndex.class);
    private static final int WRITTEN_TOGETHER = 200;

    private final StoredGallery stored;
    private final OpenSearchStore store;
    private final Cluster cluster;
    private final OpenSearchRenewal renewal;
    private final TileIndex before;
    private final TileIndex next;
    private final Place place;
    /** Tiles that the pass has gone by before they were changed. */
    private final List<TileDocument> missed = new ArrayList<>();
    private boolean closed;

    /**
     * @param before the index that answers
     * @param next the one in the making
     */
    record Place(String before, String next) {}

    NextIndex(StoredGallery stored, OpenSearchStore store, Cluster cluster, OpenSearchRenewal renewal,
            TileIndex before, TileIndex next, Place place) {
        this.stored = stored;
        this.store = store;
        this.cluster = cluster;
        this.renewal = renewal;
        this.before = before;
        this.next = next;
        this.place = place;
        open();
    }

    @Override
    public List<StoredPicture> lacking(long after, int limit) {
        if (!missed.isEmpty()) {
            return renewal.pictures(missed.stream().limit(limit).toList());
        }
        return renewal.pictures(renewal.first(after, limit, some -> {
            Map<TileId, TileVersion> made = next.get(
                    some.stream().map(document -> document.tile().id()).toList(), TileDocument.ROW);
            return document -> {
                TileVersion version = made.get(document.tile().id());
                return version == null || version.document().sequence() != document.sequence();
            };
        }));
    }

    @Override
    public void put(Map<StoredPicture, Descriptor> embedded) {
        Map<TileId, TileVersion> now = before.get(embedded.keySet().stream().map(StoredPicture::id).toList(),
                TileDocument.ROW);
        List<TileDocument> documents = new ArrayList<>();
        embedded.forEach((picture, descriptor) -> {
            missed.removeIf(document -> document.tile().id().equals(picture.id()));
            TileVersion version = now.get(picture.id());
            if (version != null && version.document().sequence() == picture.sequence()) {
                documents.add(version.document().withDescriptor(Int8Vector.encode(descriptor.values())));
            }
        });
        write(documents);
    }

    private void write(List<TileDocument> documents) {
        Map<TileId, TileDocument> left = new LinkedHashMap<>();
        documents.forEach(document -> left.put(document.tile().id(), document));
        Cluster.Backoff backoff = cluster.backoff();
        while (!left.isEmpty()) {
            List<TileDocument> some = left.values().stream().limit(WRITTEN_TOGETHER).toList();
            Map<TileId, TileVersion> there = next.get(some.stream().map(each -> each.tile().id()).toList(),
                    TileDocument.ROW);
            List<TileChange> changes = new ArrayList<>();
            for (TileDocument document : some) {
                TileVersion version = there.get(document.tile().id());
                TileChange change = next.putting(version, document);
                changes.add(change);
                if (version != null) {
                    // Whatever the numbers say: the index that answers knows which is the newest.
                    version.all().stream().filter(each -> !each.key().equals(change.key())).map(TileChange::deletion)
                            .forEach(changes::add);
                }
            }
            List<TileChange.Result> results = next.change(changes, false);
            Set<TileId> again = new HashSet<>();
            for (int i = 0; i < changes.size(); i++) {
                if (results.get(i) != TileChange.Result.DONE) {
                    again.add(changes.get(i).tile());
                }
            }
            some.stream().map(each -> each.tile().id()).filter(id -> !again.contains(id)).forEach(left::remove);
            if (!again.isEmpty()) {
                backoff.pause("OpenSearch has too much to do");
            }
        }
    }

    @Override
    public boolean switchOver(BooleanSupplier isComplete) {
        // Returns when no write that began before is under way.
        changeBefore("/_block/write", null);
        closed = true;
        before.refresh();
        next.refresh();
        if (!isComplete.getAsBoolean() || !isSame()) {
            open();
            return false;
        }
        next.refresh();
        store.switchTo(stored.gallery().name(), stored.id(), place);
        closed = false;
        return true;
    }

    /** Makes the index in the making hold the same tiles as the one that answers, as far as nothing need be embedded for it. */
    private boolean isSame() {
        missed.clear();
        List<TileDocument> described = new ArrayList<>();
        Iterator<TileDocument> old = before.ordered("tile", List.of(), null, Integer.MAX_VALUE, TileDocument.ROW)
                .iterator();
        Set<TileId> surplus = new HashSet<>();
        Set<TileId> doubled = new HashSet<>();
        Iterator<TileDocument> made = made(doubled);
        TileDocument other = made.hasNext() ? made.next() : null;
        while (old.hasNext()) {
            TileDocument document = old.next();
            while (other != null && isBefore(other, document)) {
                surplus.add(other.tile().id());
                other = made.hasNext() ? made.next() : null;
            }
            if (other == null || !other.tile().id().equals(document.tile().id())
                    || other.sequence() != document.sequence()) {
                missed.add(document);
            } else if (other.revision() != document.revision()) {
                described.add(document);
            }
            if (other != null && other.tile().id().equals(document.tile().id())) {
                other = made.hasNext() ? made.next() : null;
            }
        }
        if (other != null) {
            surplus.add(other.tile().id());
        }
        made.forEachRemaining(document -> surplus.add(document.tile().id()));
        List<TileChange> gone = new ArrayList<>();
        next.get(surplus, TileDocument.ROW).values().forEach(version -> version.all()
                .forEach(each -> gone.add(TileChange.deletion(each))));
        doubled.removeAll(surplus);
        next.get(doubled, TileDocument.ROW).values().forEach(version -> version.older()
                .forEach(each -> gone.add(TileChange.deletion(each))));
        boolean isRid = gone.isEmpty()
                || next.change(gone, false).stream().allMatch(TileChange.Result.DONE::equals);
        copy(described);
        return isRid && missed.isEmpty();
    }

    /** The newest documents of the index in the making, one of each tile. */
    private Iterator<TileDocument> made(Set<TileId> doubled) {
        TileId[] last = {null};
        return next.everything(new TilePages.Order("tile", List.of(), null, Integer.MAX_VALUE, TileDocument.ROW, null))
                .map(TileVersion::document).filter(document -> {
                    TileId id = document.tile().id();
                    if (id.equals(last[0])) {
                        doubled.add(id);
                        return false;
                    }
                    last[0] = id;
                    return true;
                }).iterator();
    }

    /** Both come in the order of the ids' UTF-8 bytes. */
    private static boolean isBefore(TileDocument one, TileDocument other) {
        return Arrays.compareUnsigned(one.tile().id().value().getBytes(StandardCharsets.UTF_8),
                other.tile().id().value().getBytes(StandardCharsets.UTF_8)) < 0;
    }

    /** Their descriptors stay; where they lie and their attributes have changed. */
    private void copy(List<TileDocument> described) {
        for (int from = 0; from < described.size(); from += WRITTEN_TOGETHER) {
            List<TileDocument> some = described.subList(from, Math.min(described.size(), from + WRITTEN_TOGETHER));
            Map<TileId, TileVersion> made = next.get(some.stream().map(each -> each.tile().id()).toList(),
                    TileDocument.ALL);
            List<TileDocument> now = new ArrayList<>();
            for (TileDocument document : some) {
                TileVersion version = made.get(document.tile().id());
                if (version != null) {
                    now.add(document.withDescriptor(version.document().descriptor()));
                }
            }
            write(now);
        }
    }

    private void open() {
        changeBefore("/_settings", Collections.singletonMap("index.blocks.write", null));
        closed = false;
    }

    private void changeBefore(String path, @Nullable Object body) {
        Cluster.Answer answer = cluster.call("PUT", "/" + place.before() + path, Map.of(), body);
        if (answer.status() == 404) {
            throw new UnknownGalleryException(stored.gallery().name());
        }
        if (!answer.isOk()) {
            throw cluster.refused("PUT", place.before() + path, answer);
        }
    }

    @Override
    public void close() {
        if (closed) {
            try {
                open();
            } catch (RuntimeException e) {
                log.error("The index {} of '{}' stays closed for writes: {}. Reindex the gallery again, or set its "
                        + "index.blocks.write to null", place.before(), stored.gallery().name(), e.toString());
            }
        }
    }
}
