package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.StoreUnavailableException;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.UnknownGalleryException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The documents of the tiles that one model has embedded, by the alias of gallery and model. */
final class TileIndex {
    /** So many requests for documents of some 12 KB are one answer. */
    private static final int TOGETHER = 500;

    private final Cluster cluster;
    private final GalleryName gallery;
    private final String alias;
    private final boolean placed;
    private final TileDoubles doubles;
    private final JsonMapper json;
    private final CandidateVector candidates;
    private final TileBulk bulk;

    TileIndex(Cluster cluster, GalleryName gallery, String alias, boolean placed, int dimension, JsonMapper json) {
        this.cluster = cluster;
        this.placed = placed;
        doubles = new TileDoubles(this);
        this.gallery = gallery;
        this.alias = alias;
        this.json = json;
        candidates = new CandidateVector(dimension);
        bulk = new TileBulk(cluster, gallery, alias, dimension, candidates);
    }

    CandidateVector candidates() {
        return candidates;
    }

    TileDoubles doubles() {
        return doubles;
    }

    /** Whether documents lie on shards by their places: then a search of a place asks few shards, and an id alone does not tell where its document is. */
    boolean isPlaced() {
        return placed;
    }

    /** As the last change has left them, whether a search sees it already or not. */
    Map<TileId, TileVersion> get(Collection<TileId> ids, String fields) {
        Map<TileId, TileVersion> found = look(ids, fields);
        List<TileId> missing = placed
                ? ids.stream().filter(id -> !found.containsKey(id)).toList()
                : List.of();
        if (!missing.isEmpty()) {
            // One that moved meanwhile was not yet seen on the one shard, and no more on the other.
            found.putAll(look(missing, fields));
        }
        return found;
    }

    /** The same, and may miss a tile that is moved in this moment. */
    Map<TileId, TileVersion> look(Collection<TileId> ids, String fields) {
        Map<TileId, TileVersion> found = new HashMap<>();
        List<TileId> wanted = ids.stream().distinct().toList();
        for (int from = 0; from < wanted.size(); from += TOGETHER) {
            List<TileId> some = wanted.subList(from, Math.min(wanted.size(), from + TOGETHER));
            if (placed) {
                // Every change of such an index is refreshed, so that searches see what was done.
                new TilePages(this, new TilePages.Order("tile", List.of(anyOf(some)), null, Integer.MAX_VALUE, fields,
                        null)).forEachRemaining(
                                page -> page
                                        .forEach(hit -> found.merge(id(hit), version(hit), TileVersion::with)));
            } else {
                fetch(some, fields, found);
            }
        }
        if (placed) {
            found.values().forEach(version -> Sequences
                    .see(Math.max(version.document().sequence(), version.document().revision())));
        }
        return found;
    }

    private void fetch(List<TileId> ids, String fields, Map<TileId, TileVersion> found) {
        JsonNode answer = askOrGone("POST", "/_mget", Map.of("_source_includes", fields),
                Map.of("ids", ids.stream().map(TileDocument::key).toList()));
        for (JsonNode doc : answer.path("docs")) {
            check(doc);
            if (doc.path("found").asBoolean(false)) {
                found.put(id(doc), version(doc));
            }
        }
    }

    static Object anyOf(Collection<TileId> ids) {
        return Map.of("terms", Map.of("tile", ids.stream().map(TileId::value).toList()));
    }

    private static TileId id(JsonNode hit) {
        return new TileId(hit.path("_source").path("tile").asString(""));
    }

    private TileVersion version(JsonNode hit) {
        return new TileVersion(TileDocument.of(hit.path("_source"), json), hit.path("_id").asString(""),
                hit.hasNonNull("_routing") ? hit.path("_routing").asString("") : null, hit.path("_seq_no").asLong(0),
                hit.path("_primary_term").asLong(0), List.of());
    }

    private void check(JsonNode doc) {
        String error = doc.path("error").path("type").asString("");
        if (error.equals("index_not_found_exception")) {
            throw new UnknownGalleryException(gallery);
        }
        if (!error.isEmpty()) {
            throw new StoreUnavailableException("OpenSearch cannot read a tile now ("
                    + doc.path("error").path("reason").asString(error) + "). Ask again in some seconds.");
        }
    }

    /**
     * Documents of a filter in the order of a field, all or the first ones; of each tile the newest, once.
     *
     * @param after of that field; null from the start
     */
    Stream<TileDocument> ordered(String field, List<Object> filter, @Nullable Object after, int limit, String fields) {
        return ordered(new TilePages.Order(field, filter, after, limit, fields, null));
    }

    Stream<TileDocument> ordered(TilePages.Order order) {
        return pages(order).flatMap(page -> doubles.newest(page).stream()).map(TileVersion::document);
    }

    /** All documents in that order, older ones of a tile too. */
    Stream<TileVersion> everything(TilePages.Order order) {
        return pages(order).flatMap(List::stream);
    }

    private Stream<List<TileVersion>> pages(TilePages.Order order) {
        return StreamSupport
                .stream(Spliterators.spliteratorUnknownSize(new TilePages(this, order), Spliterator.ORDERED), false)
                .map(page -> page.stream().map(this::version).toList());
    }

    /** One search that sees all shards, or none. */
    JsonNode search(Map<String, Object> body) {
        return search(body, null);
    }

    /** @param cells outside of which it finds nothing; null when it may find something anywhere */
    JsonNode search(Map<String, Object> body, @Nullable List<String> cells) {
        Map<String, String> query = new HashMap<>(Map.of("allow_partial_search_results", "false"));
        if (placed && cells != null) {
            query.put("routing", String.join(",", cells));
        }
        return complete(askOrGone("POST", "/_search", query, body));
    }

    /**
     * Several searches at once, each of which sees all shards where something of the cells may lie: their documents, best first.
     *
     * @param cells outside of which they find nothing; null when they may find something anywhere
     */
    List<List<TileDocument>> searches(List<Map<String, Object>> bodies, @Nullable List<String> cells) {
        Map<String, Object> header = new HashMap<>(Map.of("allow_partial_search_results", false));
        if (placed && cells != null) {
            header.put("routing", String.join(",", cells));
        }
        List<Object> lines = new ArrayList<>();
        for (Map<String, Object> body : bodies) {
            lines.add(header);
            lines.add(body);
        }
        Cluster.Answer answer = cluster.lines("/" + alias + "/_msearch", Map.of(), lines);
        if (!answer.isOk()) {
            throw cluster.refused("POST", alias + "/_msearch", answer);
        }
        List<List<TileDocument>> found = new ArrayList<>();
        for (JsonNode response : answer.body().path("responses")) {
            if (response.has("error")) {
                Cluster.Answer failed = new Cluster.Answer(response.path("status").asInt(500), response);
                if (failed.error().equals("index_not_found_exception")) {
                    throw new UnknownGalleryException(gallery);
                }
                throw cluster.refused("POST", alias + "/_msearch", failed);
            }
            List<TileDocument> documents = new ArrayList<>();
            complete(response).path("hits").path("hits")
                    .forEach(hit -> documents.add(TileDocument.of(hit.path("_source"), json)));
            found.add(documents);
        }
        return found;
    }

    private static JsonNode complete(JsonNode found) {
        if (found.path("timed_out").asBoolean(false) || found.path("_shards").path("failed").asInt(0) > 0) {
            throw new StoreUnavailableException(
                    "OpenSearch could not search all shards of the gallery, and a part of it "
                            + "would be no answer. Ask again in some seconds.");
        }
        return found;
    }

    private JsonNode askOrGone(String method, String path, Map<String, String> query, Object body) {
        Cluster.Answer answer = cluster.call(method, "/" + alias + path, query, body);
        if (answer.status() == 404 && answer.error().equals("index_not_found_exception")) {
            throw new UnknownGalleryException(gallery);
        }
        if (!answer.isOk()) {
            throw cluster.refused(method, alias + path, answer);
        }
        return answer.body();
    }

    /** What puts a document in place of that which is there, or beside it where that lies in another cell. */
    TileChange putting(@Nullable TileVersion there, TileDocument now) {
        TileId id = now.tile().id();
        if (!placed) {
            return new TileChange(id, TileDocument.key(id), null, there, now);
        }
        String cell = PlaceCells.of(now.tile().center());
        String key = TileDocument.key(id, cell);
        TileVersion before = there == null
                ? null
                : there.all().stream().filter(version -> version.key().equals(key)).findFirst().orElse(null);
        return new TileChange(id, key, cell, before, now);
    }

    /**
     * Makes changes, each by itself. Whatever has been done is on the disk of every copy, and in every later search where {@code refresh} is set or documents lie by place.
     *
     * @return what became of each
     * @throws UnknownGalleryException when the gallery has gone; nothing is changed
     */
    List<TileChange.Result> change(List<TileChange> changes, boolean refresh) {
        List<TileChange.Result> results = bulk.change(changes, refresh || placed);
        if (placed && results.contains(TileChange.Result.CONFLICT)) {
            // What stood in the way may not be seen yet by the search that reads it again.
            refresh();
        }
        return results;
    }

    /** Every search that begins later sees what was changed before. */
    void refresh() {
        askOrGone("POST", "/_refresh", Map.of(), Map.of());
    }
}
