package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.StoreUnavailableException;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.UnknownGalleryException;
import dev.geofix.vectorindex.Int8Vector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The documents of the tiles that one model has embedded, by the alias of gallery and model. */
final class TileIndex {
    private static final int PAGE = 1000;
    /** So many requests for documents of some 12 KB are one answer. */
    private static final int TOGETHER = 500;

    private final Cluster cluster;
    private final GalleryName gallery;
    private final String alias;
    private final JsonMapper json;
    private final int dimension;
    private final CandidateVector candidates;

    TileIndex(Cluster cluster, GalleryName gallery, String alias, int dimension, JsonMapper json) {
        this.cluster = cluster;
        this.gallery = gallery;
        this.alias = alias;
        this.dimension = dimension;
        this.json = json;
        candidates = new CandidateVector(dimension);
    }

    /**
     * A document, and the numbers by which it is changed only as long as it is this one.
     */
    record Version(TileDocument document, long seqNo, long primaryTerm) {}

    CandidateVector candidates() {
        return candidates;
    }

    int dimension() {
        return dimension;
    }

    /** As the last change has left them, whether a search sees it already or not. */
    Map<TileId, Version> get(Collection<TileId> ids, String fields) {
        Map<TileId, Version> found = new HashMap<>();
        List<TileId> wanted = ids.stream().distinct().toList();
        for (int from = 0; from < wanted.size(); from += TOGETHER) {
            List<TileId> some = wanted.subList(from, Math.min(wanted.size(), from + TOGETHER));
            JsonNode answer = askOrGone("POST", "/_mget", Map.of("_source_includes", fields),
                    Map.of("ids", some.stream().map(TileDocument::key).toList()));
            for (JsonNode doc : answer.path("docs")) {
                check(doc);
                if (doc.path("found").asBoolean(false)) {
                    TileDocument document = TileDocument.of(doc.path("_source"), json);
                    found.put(document.tile().id(), new Version(document, doc.path("_seq_no").asLong(0),
                            doc.path("_primary_term").asLong(0)));
                }
            }
        }
        return found;
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
     * Documents of a filter in the order of a field, all or the first ones.
     *
     * @param after of that field; null from the start
     */
    Stream<TileDocument> ordered(String field, List<Object> filter, @Nullable Object after, int limit, String fields) {
        Iterator<TileDocument> pages = new Pages(field, filter, after, limit, fields);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED), false);
    }

    /** Reads a page when the one before is used up. */
    private final class Pages implements Iterator<TileDocument> {
        private final String field;
        private final List<Object> filter;
        private final String fields;
        private final int limit;
        private List<TileDocument> page = List.of();
        private @Nullable Object after;
        private int at;
        private int given;
        private boolean last;

        Pages(String field, List<Object> filter, @Nullable Object after, int limit, String fields) {
            this.field = field;
            this.filter = filter;
            this.after = after;
            this.limit = limit;
            this.fields = fields;
        }

        @Override
        public boolean hasNext() {
            if (at == page.size() && !last && given < limit) {
                read();
            }
            return at < page.size() && given < limit;
        }

        @Override
        public TileDocument next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            given++;
            return page.get(at++);
        }

        private void read() {
            int size = Math.min(PAGE, limit - given);
            Map<String, Object> body = new HashMap<>(Map.of("size", size, "sort", List.of(Map.of(field, "asc")),
                    "query", Map.of("bool", Map.of("filter", filter)), "_source", fields.split(",")));
            if (after != null) {
                body.put("search_after", List.of(after));
            }
            page = new ArrayList<>();
            at = 0;
            for (JsonNode hit : search(body).path("hits").path("hits")) {
                page.add(TileDocument.of(hit.path("_source"), json));
                JsonNode sort = hit.path("sort").path(0);
                after = sort.isNumber() ? (Object) sort.asLong() : sort.asString("");
            }
            last = page.size() < size;
        }
    }

    /** One search that sees all shards, or none. */
    JsonNode search(Map<String, Object> body) {
        return complete(askOrGone("POST", "/_search", Map.of("allow_partial_search_results", "false"), body));
    }

    /** Several searches at once, each of which sees all shards: their documents, best first. */
    List<List<TileDocument>> searches(List<Map<String, Object>> bodies) {
        List<Object> lines = new ArrayList<>();
        for (Map<String, Object> body : bodies) {
            lines.add(Map.of("allow_partial_search_results", false));
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

    /** A change of one document, as long as it is still the version that was read. */
    record Change(String key, @Nullable Version before, @Nullable TileDocument now) {}

    /** What became of a change. */
    enum Result {
        DONE, CONFLICT, BLOCKED, BUSY
    }

    /**
     * Makes changes, each by itself. Whatever has been done is on the disk of every copy, and in every later search where {@code refresh} is set.
     *
     * @throws UnknownGalleryException when the gallery has gone; nothing is changed
     */
    List<Result> change(List<Change> changes, boolean refresh) {
        List<Object> lines = new ArrayList<>();
        for (Change change : changes) {
            Map<String, Object> about = new HashMap<>(Map.of("_id", change.key()));
            if (change.before() != null) {
                about.put("if_seq_no", change.before().seqNo());
                about.put("if_primary_term", change.before().primaryTerm());
            }
            TileDocument now = change.now();
            lines.add(Map.of(now == null ? "delete" : change.before() == null ? "create" : "index", about));
            if (now != null) {
                lines.add(now.json(candidates.of(Int8Vector.decode(now.descriptor(), dimension))));
            }
        }
        Cluster.Answer answer = cluster.lines("/" + alias + "/_bulk",
                Map.of("refresh", refresh ? "true" : "false", "require_alias", "true"), lines);
        if (!answer.isOk()) {
            if (answer.error().equals("cluster_block_exception")) {
                return changes.stream().map(change -> Result.BLOCKED).toList();
            }
            throw cluster.refused("POST", alias + "/_bulk", answer);
        }
        List<Result> results = new ArrayList<>();
        answer.body().path("items").forEach(item -> results.add(result(item.iterator().next())));
        return results;
    }

    private Result result(JsonNode item) {
        Cluster.Answer answer = new Cluster.Answer(item.path("status").asInt(500), item);
        if (answer.isOk() || answer.status() == 404 && answer.error().isEmpty()) {
            return Result.DONE;
        }
        if (answer.status() == 409) {
            return Result.CONFLICT;
        }
        if (answer.status() == 429 && !Cluster.isFull(answer.reason())) {
            return Result.BUSY;
        }
        if (answer.error().equals("index_not_found_exception")) {
            throw new UnknownGalleryException(gallery);
        }
        if (answer.error().equals("cluster_block_exception") && !Cluster.isFull(answer.reason())) {
            return Result.BLOCKED;
        }
        throw cluster.refused("POST", alias + "/_bulk", answer);
    }

    /** Every search that begins later sees what was changed before. */
    void refresh() {
        askOrGone("POST", "/_refresh", Map.of(), Map.of());
    }
}
