package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileMatch;
import dev.geofix.gallery.TileStore;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.ModelVersion;
import dev.geofix.vectorindex.Int8Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Searches a gallery in two steps: the cluster finds candidates by their compact vectors, filtering as it goes, and gives their descriptors with them; then the exact cosines
 * order them. All queries are one request.
 */
final class CandidateSearch implements TileStore.View {
    /** Candidates for each tile that is asked for; docs/benchmarks.md has what they find. */
    private static final int FOR_EACH = 2;
    private static final int LEAST = 50;
    /** The graph looks at so many times as many, at least at these: they cost little as long as their descriptors are not read. */
    private static final int BREADTH = 2;
    private static final int LEAST_BREADTH = 200;
    /** What OpenSearch gives at most. */
    private static final int MOST = 10_000;

    private final ModelVersion model;
    private final TileIndex tiles;

    CandidateSearch(ModelVersion model, TileIndex tiles) {
        this.model = model;
        this.tiles = tiles;
    }

    @Override
    public ModelVersion model() {
        return model;
    }

    @Override
    public List<List<TileMatch>> search(List<Descriptor> queries, SearchRequest request) {
        for (int size = Math.max(LEAST, FOR_EACH * request.topK());; size *= 2) {
            int asked = Math.min(size, MOST);
            List<List<TileDocument>> candidates = candidates(queries, request, asked);
            List<List<TileMatch>> found = new ArrayList<>();
            for (int i = 0; i < queries.size(); i++) {
                found.add(ordered(queries.get(i).values(), candidates.get(i), request));
            }
            if (asked == MOST || isEnough(candidates, found, asked, request)) {
                return found.stream().map(matches -> matches.stream()
                        .filter(match -> match.score() >= request.minScore()).limit(request.topK()).toList()).toList();
            }
        }
    }

    /** Whether no more candidates could bring more: some lie outside of the circle, which was asked for a little wider. */
    private static boolean isEnough(List<List<TileDocument>> candidates, List<List<TileMatch>> found, int asked,
            SearchRequest request) {
        return IntStream.range(0, found.size()).allMatch(
                i -> found.get(i).size() >= request.topK() || candidates.get(i).size() < asked);
    }

    private List<List<TileDocument>> candidates(List<Descriptor> queries, SearchRequest request, int size) {
        List<Object> filter = TileFilter.of(request);
        List<Map<String, Object>> bodies = new ArrayList<>();
        for (Descriptor query : queries) {
            byte[] candidate = tiles.candidates().of(query.values());
            Map<String, Object> knn = new HashMap<>();
            knn.put("vector", IntStream.range(0, candidate.length).mapToObj(i -> (int) candidate[i]).toList());
            knn.put("k", Math.min(MOST, Math.max(LEAST_BREADTH, BREADTH * size)));
            if (!filter.isEmpty()) {
                knn.put("filter", Map.of("bool", Map.of("filter", filter)));
            }
            bodies.add(Map.of("size", size, "_source", TileDocument.ALL.split(","), "query",
                    Map.of("knn", Map.of("candidate", knn))));
        }
        return tiles.searches(bodies, PlaceCells.of(request));
    }

    private static List<TileMatch> ordered(float[] query, List<TileDocument> candidates, SearchRequest request) {
        Map<TileId, TileDocument> newest = new HashMap<>();
        candidates.forEach(document -> newest.merge(document.tile().id(), document, TileDocument::newer));
        List<TileMatch> matches = new ArrayList<>();
        for (TileDocument document : newest.values()) {
            if (document.descriptor().length == Int8Vector.length(query.length)
                    && isWanted(document.tile(), request)) {
                matches.add(new TileMatch(document.tile(),
                        Math.clamp(Int8Vector.dot(document.descriptor(), query), -1, 1)));
            }
        }
        matches.sort(TileMatch.BEST_FIRST);
        return matches;
    }

    /** Some that lie outside of the circle were asked for. */
    private static boolean isWanted(Tile tile, SearchRequest request) {
        return request.near() == null || request.near().contains(tile.center());
    }
}
