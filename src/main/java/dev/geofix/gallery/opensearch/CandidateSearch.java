package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileMatch;
import dev.geofix.gallery.TileStore;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.GeoPoint;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.ModelVersion;
import dev.geofix.vectorindex.Int8Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Searches a gallery in two steps: the cluster finds candidates by their compact vectors, filtering as it goes; then their descriptors are read, and the exact cosines order them.
 * Both steps are one request each for all queries together.
 */
final class CandidateSearch implements TileStore.View {
    /** Candidates for each tile that is asked for; docs/benchmarks.md has what they find. */
    private static final int FOR_EACH = 4;
    private static final int LEAST = 200;
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
            List<List<TileId>> candidates = candidates(queries, request, asked);
            List<List<TileMatch>> found = ordered(queries, candidates, request);
            if (asked == MOST || isEnough(candidates, found, asked, request)) {
                return found.stream().map(matches -> matches.stream()
                        .filter(match -> match.score() >= request.minScore()).limit(request.topK()).toList()).toList();
            }
        }
    }

    /** Whether no more candidates could bring more: some lie outside of the circle, which was asked for a little wider. */
    private static boolean isEnough(List<List<TileId>> candidates, List<List<TileMatch>> found, int asked,
            SearchRequest request) {
        return IntStream.range(0, found.size()).allMatch(
                i -> found.get(i).size() >= Math.min(request.topK(), candidates.get(i).size())
                        || candidates.get(i).size() < asked);
    }

    private List<List<TileId>> candidates(List<Descriptor> queries, SearchRequest request, int size) {
        List<Object> filter = TileIndex.filter(request);
        List<Map<String, Object>> bodies = new ArrayList<>();
        for (Descriptor query : queries) {
            byte[] candidate = tiles.candidates().of(query.values());
            Map<String, Object> knn = new HashMap<>();
            knn.put("vector", IntStream.range(0, candidate.length).mapToObj(i -> (int) candidate[i]).toList());
            knn.put("k", size);
            if (!filter.isEmpty()) {
                knn.put("filter", Map.of("bool", Map.of("filter", filter)));
            }
            bodies.add(Map.of("size", size, "_source", false, "docvalue_fields", List.of("tile"), "query",
                    Map.of("knn", Map.of("candidate", knn))));
        }
        return tiles.searches(bodies).stream().map(CandidateSearch::ids).toList();
    }

    private static List<TileId> ids(JsonNode found) {
        List<TileId> ids = new ArrayList<>();
        found.path("hits").path("hits")
                .forEach(hit -> ids.add(new TileId(hit.path("fields").path("tile").path(0).asString(""))));
        return ids;
    }

    /** As their descriptors stand now: a tile that is replaced meanwhile is found by its new content, one that is deleted is left out. */
    private List<List<TileMatch>> ordered(List<Descriptor> queries, List<List<TileId>> candidates,
            SearchRequest request) {
        Set<TileId> all = candidates.stream().flatMap(List::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<TileId, TileDocument> documents = new HashMap<>();
        tiles.get(all, TileDocument.ALL).forEach((id, version) -> {
            if (isWanted(version.document().tile(), request)) {
                documents.put(id, version.document());
            }
        });
        List<List<TileMatch>> matches = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            float[] query = queries.get(i).values();
            List<TileMatch> own = new ArrayList<>();
            for (TileId id : candidates.get(i)) {
                TileDocument document = documents.get(id);
                if (document != null && document.descriptor().length == Int8Vector.length(query.length)) {
                    own.add(new TileMatch(document.tile(), Int8Vector.dot(document.descriptor(), query)));
                }
            }
            own.sort(TileMatch.BEST_FIRST);
            matches.add(own);
        }
        return matches;
    }

    private static boolean isWanted(Tile tile, SearchRequest request) {
        GeoPoint center = tile.center();
        List<String> facets = request.attributes().isEmpty() ? List.of() : TileDocument.facets(tile.attributes());
        return (request.box() == null || request.box().contains(center))
                && (request.near() == null || request.near().contains(center))
                && request.attributes().stream()
                        .allMatch(attribute -> TileDocument.facets(attribute).stream().anyMatch(facets::contains));
    }
}
