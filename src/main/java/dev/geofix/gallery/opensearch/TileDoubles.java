package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.TileId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Several documents of one tile, in an index whose tiles lie by place. A tile that moves to another cell is created there first and deleted where it was afterwards, so that it is never
 * missing; two that move it at once create two. Of these the one with the highest number is the tile, and of the same number the one that was described last: {@link TileVersion#ORDER}.
 * A document is deleted for a newer one only when that has been seen, so the newest always stays.
 */
final class TileDoubles {
    private final TileIndex tiles;

    TileDoubles(TileIndex tiles) {
        this.tiles = tiles;
    }

    /** Those of the documents that no newer one of the same tile stands beside, wherever that lies. */
    List<TileVersion> newest(List<TileVersion> some) {
        Map<TileId, TileVersion> newest = tiles.look(
                doubled(some.stream().map(version -> version.document().tile().id()).toList()), TileDocument.ROW);
        return some.stream().filter(version -> {
            TileVersion now = newest.get(version.document().tile().id());
            return now == null || now.key().equals(version.key());
        }).toList();
    }

    /** Those of which there are several documents. */
    private Set<TileId> doubled(Collection<TileId> ids) {
        Set<TileId> doubled = new HashSet<>();
        if (tiles.isPlaced() && !ids.isEmpty()) {
            JsonNode found = tiles.search(Map.of("size", 0, "query", TileIndex.anyOf(ids), "aggs",
                    Map.of("doubled", Map.of("terms", Map.of("field", "tile", "size", ids.size(), "min_doc_count", 2,
                            "execution_hint", "map")))),
                    null);
            found.path("aggregations").path("doubled").path("buckets")
                    .forEach(bucket -> doubled.add(new TileId(bucket.path("key").asString(""))));
        }
        return doubled;
    }

    /**
     * Deletes all documents but the newest of each tile. While the index is closed for a switch they stay: the one that takes its place has the newest only.
     *
     * @return numbers of contents that have gone
     */
    Set<Long> settle(Collection<TileId> ids, Cluster.Backoff backoff) {
        Set<Long> gone = new HashSet<>();
        while (true) {
            Map<TileId, TileVersion> now = tiles.look(doubled(ids), TileDocument.ROW);
            List<TileVersion> older = now.values().stream().flatMap(version -> version.older().stream()).toList();
            if (older.isEmpty()) {
                return gone;
            }
            List<TileChange.Result> results = tiles.change(older.stream().map(TileChange::deletion).toList(), true);
            for (int i = 0; i < older.size(); i++) {
                if (results.get(i) == TileChange.Result.DONE) {
                    gone.add(older.get(i).document().sequence());
                }
            }
            now.values().forEach(version -> gone.remove(version.document().sequence()));
            if (results.stream().noneMatch(
                    result -> result == TileChange.Result.CONFLICT || result == TileChange.Result.BUSY)) {
                return gone;
            }
            backoff.pause("Others move the same tiles all the time");
        }
    }

    /**
     * Deletes tiles with all their documents. The newest goes last: what an interruption leaves of a tile is what it was.
     *
     * @return whether all have gone; some were changed meanwhile, or the index takes no changes
     */
    boolean delete(Collection<TileVersion> versions) {
        List<TileChange> older = versions.stream().flatMap(version -> version.older().stream())
                .map(TileChange::deletion).toList();
        return allDone(older) && allDone(versions.stream().map(TileChange::deletion).toList());
    }

    private boolean allDone(List<TileChange> changes) {
        return changes.isEmpty() || tiles.change(changes, true).stream().allMatch(TileChange.Result.DONE::equals);
    }
}
