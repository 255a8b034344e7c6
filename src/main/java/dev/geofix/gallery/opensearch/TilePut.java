package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.PutResult;
import dev.geofix.gallery.PutResult.Outcome;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.UnknownGalleryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * A batch of tiles on its way into the cluster. Each document is written against the version that was read: when somebody else has changed the tile meanwhile, or the answer to an earlier try was
 * lost, it is read again, so that nobody's content is taken away unseen. While the gallery is being switched to another model its index takes no writes, and the batch waits.
 */
final class TilePut {
    private static final Logger log = LoggerFactory.getLogger(TilePut.class);

    private final StoredGallery stored;
    private final TileIndex tiles;
    private final PartIndex parts;
    private final JsonMapper json;
    private final Cluster.Backoff backoff;
    private final BooleanSupplier answersStill;
    private final Predicate<TileDocument> mayBeReplaced;
    private final Map<TileId, Outcome> outcomes = new LinkedHashMap<>();
    private final List<Long> replaced = new ArrayList<>();
    /** What was there when the last try was made. */
    private final Map<TileId, Long> tried = new HashMap<>();

    /**
     * @param answersStill whether the model of the tiles still answers
     * @param mayBeReplaced says of what is there whether another content may take its place; else it stays, and is unchanged
     */
    TilePut(StoredGallery stored, TileIndex tiles, PartIndex parts, JsonMapper json, Cluster.Backoff backoff,
            BooleanSupplier answersStill, Predicate<TileDocument> mayBeReplaced) {
        this.stored = stored;
        this.tiles = tiles;
        this.parts = parts;
        this.json = json;
        this.backoff = backoff;
        this.answersStill = answersStill;
        this.mayBeReplaced = mayBeReplaced;
    }

    /** @return null when another model answers, and nothing was put */
    @Nullable
    List<PutResult> run(List<Tile> same, List<TileDocument> fresh) {
        List<Tile> toDescribe = new ArrayList<>(same);
        List<TileDocument> toReplace = new ArrayList<>(fresh);
        try {
            while (!toDescribe.isEmpty() || !toReplace.isEmpty()) {
                String why = round(toDescribe, toReplace);
                if (why != null) {
                    if (!answersStill.getAsBoolean()) {
                        return withoutTrace(fresh);
                    }
                    backoff.pause(why);
                }
            }
        } catch (UnknownGalleryException e) {
            // The index of a model that answers no longer goes after a while.
            if (!answersStill.getAsBoolean()) {
                return null;
            }
            throw e;
        }
        forget(replaced);
        return outcomes.entrySet().stream().map(each -> PutResult.of(each.getKey(), each.getValue())).toList();
    }

    /**
     * Tries what is still to be done, and takes away what was.
     *
     * @return why something must be tried again; null when nothing must
     */
    private @Nullable String round(List<Tile> toDescribe, List<TileDocument> toReplace) {
        Map<TileId, TileIndex.Version> there = tiles.get(
                Stream.concat(toDescribe.stream().map(Tile::id), toReplace.stream().map(each -> each.tile().id()))
                        .toList(),
                toDescribe.isEmpty() ? TileDocument.ROW : TileDocument.ALL);
        List<TileIndex.Change> changes = new ArrayList<>();
        for (Tile tile : List.copyOf(toDescribe)) {
            TileIndex.Version now = there.get(tile.id());
            if (now == null || !now.document().tile().contentHash().equals(tile.contentHash())
                    || now.document().isDescribedLike(tile, json)) {
                outcomes.put(tile.id(), Outcome.UNCHANGED);
                toDescribe.remove(tile);
            } else {
                changes.add(new TileIndex.Change(TileDocument.key(tile.id()), now,
                        now.document().described(tile, json)));
            }
        }
        for (TileDocument document : List.copyOf(toReplace)) {
            TileId id = document.tile().id();
            TileIndex.Version now = there.get(id);
            if (now != null && now.document().sequence() == document.sequence()) {
                done(id, tried.get(id));
                toReplace.remove(document);
            } else if (now != null && !mayBeReplaced.test(now.document())) {
                outcomes.put(id, Outcome.UNCHANGED);
                replaced.add(document.sequence());
                toReplace.remove(document);
            } else {
                if (now == null) {
                    tried.remove(id);
                } else {
                    tried.put(id, now.document().sequence());
                }
                changes.add(new TileIndex.Change(TileDocument.key(id), now, document));
            }
        }
        return changes.isEmpty() ? null : apply(changes, toDescribe, toReplace);
    }

    private @Nullable String apply(List<TileIndex.Change> changes, List<Tile> toDescribe,
            List<TileDocument> toReplace) {
        List<TileIndex.Result> results = tiles.change(changes, true);
        String why = null;
        for (int i = 0; i < changes.size(); i++) {
            TileDocument now = changes.get(i).now();
            if (now == null) {
                continue;
            }
            switch (results.get(i)) {
                case DONE -> {
                    if (toReplace.remove(now)) {
                        done(now.tile().id(), tried.get(now.tile().id()));
                    } else {
                        outcomes.put(now.tile().id(), Outcome.UNCHANGED);
                        toDescribe.removeIf(tile -> tile.id().equals(now.tile().id()));
                    }
                }
                case CONFLICT -> why = "Others change the same tiles all the time";
                case BLOCKED -> why = "The gallery is being switched to another model";
                case BUSY -> why = "OpenSearch has too much to do";
            }
        }
        return why;
    }

    private void done(TileId id, @Nullable Long before) {
        outcomes.put(id, before == null ? Outcome.CREATED : Outcome.REPLACED);
        if (before != null) {
            replaced.add(before);
        }
    }

    /** A batch that was begun before the switch is put whole by the new model: what of it was done stays until then. */
    private @Nullable List<PutResult> withoutTrace(List<TileDocument> fresh) {
        forget(fresh.stream().filter(document -> !outcomes.containsKey(document.tile().id()))
                .map(TileDocument::sequence).toList());
        return null;
    }

    /** Pictures and local features that belong to nobody take room, and no more: this may fail. */
    private void forget(List<Long> sequences) {
        if (sequences.isEmpty()) {
            return;
        }
        try {
            parts.delete(sequences, PartIndex.Kind.PICTURE, PartIndex.Kind.FEATURES);
        } catch (RuntimeException e) {
            log.warn("Pictures of {} replaced tiles of '{}' stay behind: {}", sequences.size(),
                    stored.gallery().name(), e.toString());
        }
    }
}
