package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.PutResult;
import dev.geofix.gallery.PutResult.Outcome;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.UnknownGalleryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
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

    private static final String OTHERS = "Others change the same tiles all the time";

    private final StoredGallery stored;
    private final TileIndex tiles;
    private final PartIndex parts;
    private final JsonMapper json;
    private final Cluster.Backoff backoff;
    private final BooleanSupplier answersStill;
    private final boolean copying;
    private final Map<TileId, Outcome> outcomes = new LinkedHashMap<>();
    private final List<Long> replaced = new ArrayList<>();
    /** What was there when the last try was made. */
    private final Map<TileId, Long> tried = new HashMap<>();
    /** Which may have several documents now. */
    private final Set<TileId> doubled = new HashSet<>();

    /**
     * @param answersStill whether the model of the tiles still answers
     * @param copying whether tiles of a data folder are copied: they keep their numbers, and what was put here stays and is unchanged
     */
    TilePut(StoredGallery stored, TileIndex tiles, PartIndex parts, JsonMapper json, Cluster.Backoff backoff,
            BooleanSupplier answersStill, boolean copying) {
        this.stored = stored;
        this.tiles = tiles;
        this.parts = parts;
        this.json = json;
        this.backoff = backoff;
        this.answersStill = answersStill;
        this.copying = copying;
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
                        return withoutTrace(toReplace);
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
        Map<TileId, TileVersion> there = tiles.look(
                Stream.concat(toDescribe.stream().map(Tile::id), toReplace.stream().map(each -> each.tile().id()))
                        .toList(),
                toDescribe.isEmpty() ? TileDocument.ROW : TileDocument.ALL);
        there.forEach((id, version) -> {
            if (!version.older().isEmpty()) {
                doubled.add(id);
            }
        });
        List<TileChange> changes = new ArrayList<>();
        Map<TileVersion, TileDocument> moves = new HashMap<>();
        for (Tile tile : List.copyOf(toDescribe)) {
            TileVersion now = there.get(tile.id());
            if (now == null || !now.document().tile().contentHash().equals(tile.contentHash())
                    || now.document().isDescribedLike(tile, json)) {
                outcomes.put(tile.id(), Outcome.UNCHANGED);
                toDescribe.remove(tile);
            } else {
                TileChange change = tiles.putting(now, now.document().described(tile, json));
                if (!change.key().equals(now.key()) && !copying) {
                    moves.put(now, now.document().renumbered(tile, json));
                } else {
                    changes.add(change);
                }
            }
        }
        String why = prepare(moves, changes);
        Map<Long, TileDocument> copies = new HashMap<>();
        for (TileDocument document : List.copyOf(toReplace)) {
            TileId id = document.tile().id();
            TileVersion now = there.get(id);
            if (now != null && now.document().sequence() == document.sequence()) {
                done(id, tried.get(id));
                toReplace.remove(document);
            } else if (now != null && copying && !now.document().isCopied()) {
                outcomes.put(id, Outcome.UNCHANGED);
                replaced.add(document.sequence());
                toReplace.remove(document);
            } else if (now != null && copying && isAbove(now, document)) {
                // A folder that was restored gives lower numbers again, and what has the higher one would count as newer.
                now.all().forEach(version -> changes.add(TileChange.deletion(version)));
            } else {
                if (now == null) {
                    tried.remove(id);
                } else {
                    tried.put(id, now.document().sequence());
                }
                TileDocument fresh = document;
                if (now != null && isAbove(now, document)) {
                    // Put meanwhile, or by a clock that is ahead. The later one to be written wins, so it needs the higher number.
                    fresh = document.renumbered(document.tile(), json);
                    copies.put(document.sequence(), fresh);
                    replaced.add(document.sequence());
                    toReplace.set(toReplace.indexOf(document), fresh);
                }
                changes.add(tiles.putting(now, fresh));
            }
        }
        parts.copy(copies);
        why = changes.isEmpty() ? why : apply(changes, toDescribe, toReplace, why, moves);
        if (!doubled.isEmpty()) {
            replaced.addAll(tiles.doubles().settle(doubled, backoff));
            doubled.clear();
        }
        return why;
    }

    private boolean isAbove(TileVersion there, TileDocument document) {
        return tiles.isPlaced() && there.document().sequence() > document.sequence();
    }

    /**
     * Tiles with the same content that are to lie in another cell come there under numbers of their own, with all that belongs to them: who deletes or replaces such a tile meanwhile takes away what
     * it had, and nothing else.
     *
     * @return why something must be tried again; null when nothing must
     */
    private @Nullable String prepare(Map<TileVersion, TileDocument> moves, List<TileChange> changes) {
        if (moves.isEmpty()) {
            return null;
        }
        Map<Long, TileDocument> copies = new HashMap<>();
        moves.forEach((version, moved) -> copies.put(version.document().sequence(), moved));
        parts.copy(copies);
        // What was still there afterwards had its picture until then.
        Map<TileId, TileVersion> still = tiles.look(copies.values().stream().map(each -> each.tile().id()).toList(),
                TileDocument.ROW);
        String why = null;
        for (Map.Entry<TileVersion, TileDocument> move : moves.entrySet()) {
            TileVersion now = still.get(move.getValue().tile().id());
            if (now != null && now.document().equals(move.getKey().document())) {
                changes.add(tiles.putting(now, move.getValue()));
            } else {
                replaced.add(move.getValue().sequence());
                why = OTHERS;
            }
        }
        return why;
    }

    private @Nullable String apply(List<TileChange> changes, List<Tile> toDescribe, List<TileDocument> toReplace,
            @Nullable String before, Map<TileVersion, TileDocument> moves) {
        List<TileChange.Result> results = tiles.change(changes, true);
        String why = before;
        for (int i = 0; i < changes.size(); i++) {
            TileChange change = changes.get(i);
            switch (results.get(i)) {
                case DONE -> done(change, toDescribe, toReplace);
                case CONFLICT -> why = OTHERS;
                case BLOCKED -> why = "The gallery is being switched to another model";
                case BUSY -> why = "OpenSearch has too much to do";
            }
            TileDocument now = change.now();
            if (results.get(i) != TileChange.Result.DONE && now != null && moves.containsValue(now)) {
                replaced.add(now.sequence());
            }
        }
        return why;
    }

    private void done(TileChange change, List<Tile> toDescribe, List<TileDocument> toReplace) {
        TileDocument now = change.now();
        if (now == null) {
            if (change.before() != null) {
                replaced.add(change.before().document().sequence());
            }
            return;
        }
        TileId id = now.tile().id();
        if (tiles.isPlaced()) {
            if (change.before() == null) {
                doubled.add(id);
            } else if (change.before().document().sequence() != now.sequence()) {
                replaced.add(change.before().document().sequence());
            }
        }
        if (toReplace.remove(now)) {
            done(id, tried.get(id));
        } else {
            outcomes.put(id, Outcome.UNCHANGED);
            toDescribe.removeIf(tile -> tile.id().equals(id));
        }
    }

    private void done(TileId id, @Nullable Long before) {
        outcomes.put(id, before == null ? Outcome.CREATED : Outcome.REPLACED);
        if (before != null) {
            replaced.add(before);
        }
    }

    /** A batch that was begun before the switch is put whole by the new model: what of it was done stays until then. */
    private @Nullable List<PutResult> withoutTrace(List<TileDocument> left) {
        forget(Stream.concat(left.stream().map(TileDocument::sequence), replaced.stream()).toList());
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
