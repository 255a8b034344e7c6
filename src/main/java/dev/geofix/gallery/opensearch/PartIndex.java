package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.Checksum;
import dev.geofix.gallery.CopiedTile;
import dev.geofix.gallery.EmbeddedTile;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.StoreUnavailableException;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.UnknownGalleryException;
import dev.geofix.verification.LocalFeatures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What belongs to tiles beside their rows, by sequence number, so that it never changes: pictures and local features. And which tiles callers have deleted. It is written
 * before the tile's document and deleted after it: what a crash leaves between the two belongs to nobody, and is no harm.
 */
final class PartIndex {
    private static final int PAGE = 1000;
    /** Features and pictures of so many tiles are one answer of a dozen megabytes. */
    private static final int TOGETHER = 64;
    private static final int BULK_BYTES = 8 << 20;
    /** What a bulk does with a document: what is there already stays, or is replaced. */
    private static final String NEW = "create";
    private static final String ANY = "index";

    private final Cluster cluster;
    private final GalleryName gallery;
    private final String alias;

    PartIndex(Cluster cluster, GalleryName gallery, String alias) {
        this.cluster = cluster;
        this.gallery = gallery;
        this.alias = alias;
    }

    enum Kind {
        PICTURE, FEATURES, DELETION
    }

    /** Keeps picture and local features of new contents. */
    void put(List<TileDocument> documents, List<EmbeddedTile> tiles) {
        Bulk bulk = new Bulk(NEW);
        for (int i = 0; i < tiles.size(); i++) {
            EmbeddedTile tile = tiles.get(i);
            bulk.add(documents.get(i), tile.image(), tile.features());
        }
        bulk.flush();
    }

    /** Keeps local features of contents that have none. */
    void putFeatures(Map<TileDocument, byte[]> features) {
        Bulk bulk = new Bulk(NEW);
        features.forEach((document, bytes) -> bulk.add(Kind.FEATURES, document, "", bytes));
        bulk.flush();
    }

    /** Keeps what belongs to copied tiles, in place of what is there: a data folder that was restored gives a number a second time. */
    void putCopied(Map<TileDocument, CopiedTile> copied) {
        Bulk bulk = new Bulk(ANY);
        copied.forEach((document, tile) -> bulk.add(document, tile.image(), tile.features()));
        bulk.flush();
    }

    /** Keeps pictures and local features of some numbers for other documents too, which have the same content. */
    void copy(Map<Long, TileDocument> others) {
        Bulk bulk = new Bulk(NEW);
        for (Kind kind : List.of(Kind.PICTURE, Kind.FEATURES)) {
            Map<Long, Part> there = get(kind, others.keySet(), true);
            others.forEach((sequence, document) -> {
                Part part = there.get(sequence);
                if (part != null && part.bytes() != null) {
                    bulk.add(kind, document, part.media(), part.bytes());
                }
            });
        }
        bulk.flush();
    }

    /** Parts on their way, sent whenever they are many bytes. */
    private final class Bulk {
        private final List<Object> lines = new ArrayList<>();
        private final String action;
        private long size;
        private boolean features;

        /** @param action {@link #NEW} or {@link #ANY} */
        Bulk(String action) {
            this.action = action;
        }

        void add(TileDocument document, Tile.Image image, @Nullable LocalFeatures found) {
            add(Kind.PICTURE, document, image.mediaType(), image.bytes());
            if (found != null) {
                add(Kind.FEATURES, document, "", found.toBytes());
            }
        }

        void add(Kind kind, TileDocument document, String media, byte[] bytes) {
            lines.add(Map.of(action, Map.of("_id", key(kind, document.sequence()))));
            lines.add(Map.of("kind", kind.name(), "sequence", document.sequence(), "tile",
                    document.tile().id().value(), "media", media, "bytes", Base64.getEncoder().encodeToString(bytes),
                    "checksum", Checksum.of(bytes)));
            size += bytes.length;
            // Those are counted by a search.
            features |= kind == Kind.FEATURES;
            if (size > BULK_BYTES) {
                flush();
            }
        }

        void flush() {
            bulk(lines, features);
            lines.clear();
            size = 0;
            features = false;
        }
    }

    private static String key(Kind kind, long sequence) {
        return kind.name().charAt(0) + Long.toString(sequence);
    }

    /** What is there already stays: these numbers stand for one content for ever. */
    private void bulk(List<Object> lines, boolean refresh) {
        if (lines.isEmpty()) {
            return;
        }
        Cluster.Backoff backoff = cluster.backoff();
        while (true) {
            Cluster.Answer answer = cluster.lines("/" + alias + "/_bulk",
                    Map.of("require_alias", "true", "refresh", Boolean.toString(refresh)), lines);
            if (!answer.isOk()) {
                throw cluster.refused("POST", alias + "/_bulk", answer);
            }
            if (!check(answer.body())) {
                return;
            }
            backoff.pause("OpenSearch has too much to do");
        }
    }

    /** @return whether some must be sent again */
    private boolean check(JsonNode body) {
        boolean busy = false;
        for (JsonNode item : body.path("items")) {
            JsonNode result = item.iterator().next();
            Cluster.Answer answer = new Cluster.Answer(result.path("status").asInt(500), result);
            if (answer.status() == 429 && !Cluster.isFull(answer.reason())) {
                busy = true;
            } else if (answer.error().equals("index_not_found_exception")) {
                throw new UnknownGalleryException(gallery);
            } else if (!answer.isOk() && answer.status() != 409
                    && !(answer.status() == 404 && answer.error().isEmpty())) {
                throw cluster.refused("POST", alias + "/_bulk", answer);
            }
        }
        return busy;
    }

    /** Those that are there, by sequence number; without their bytes where {@code bytes} is not set. */
    Map<Long, Part> get(Kind kind, Collection<Long> sequences, boolean bytes) {
        Map<Long, Part> found = new LinkedHashMap<>();
        List<Long> wanted = List.copyOf(sequences);
        int together = bytes ? TOGETHER : PAGE;
        for (int from = 0; from < wanted.size(); from += together) {
            List<Long> some = wanted.subList(from, Math.min(wanted.size(), from + together));
            JsonNode answer = askOrGone("POST", "/_mget",
                    bytes ? Map.of() : Map.of("_source_includes", "sequence,tile"),
                    Map.of("ids", some.stream().map(sequence -> key(kind, sequence)).toList()));
            for (JsonNode doc : answer.path("docs")) {
                if (doc.has("error")) {
                    throw new StoreUnavailableException("OpenSearch cannot read a picture now ("
                            + doc.path("error").path("reason").asString("") + "). Ask again in some seconds.");
                }
                if (doc.path("found").asBoolean(false)) {
                    Part part = Part.of(doc.path("_source"));
                    found.put(part.sequence(), part);
                }
            }
        }
        return found;
    }

    /** Parts of a kind after the given one, by sequence number. */
    List<Part> after(Kind kind, long sequence, int limit) {
        JsonNode found = search(Map.of("size", limit, "sort", List.of(Map.of("sequence", "asc")), "search_after",
                List.of(sequence), "query", Map.of("term", Map.of("kind", kind.name()))));
        List<Part> parts = new ArrayList<>();
        found.path("hits").path("hits").forEach(hit -> parts.add(Part.of(hit.path("_source"))));
        return parts;
    }

    /** The numbers of parts of a kind from one to another, both included. Nothing is read of the parts themselves. */
    Set<Long> numbers(Kind kind, long from, long to) {
        Set<Long> numbers = new HashSet<>();
        Object filter = Map.of("bool", Map.of("filter", List.of(Map.of("term", Map.of("kind", kind.name())),
                TileFilter.range("sequence", "gte", from, "lte", to))));
        long after = from - 1;
        for (int given = PAGE; given == PAGE;) {
            JsonNode hits = search(Map.of("size", PAGE, "_source", false, "query", filter, "sort",
                    List.of(Map.of("sequence", "asc")), "search_after", List.of(after))).path("hits").path("hits");
            for (JsonNode hit : hits) {
                after = hit.path("sort").path(0).asLong();
                numbers.add(after);
            }
            given = hits.size();
        }
        return numbers;
    }

    /** Forgets pictures and local features of contents that have gone. */
    void delete(Collection<Long> sequences, Kind... kinds) {
        List<Object> lines = new ArrayList<>();
        for (Kind kind : kinds) {
            sequences.forEach(sequence -> lines.add(Map.of("delete", Map.of("_id", key(kind, sequence)))));
        }
        bulk(lines, true);
    }

    long countFeatures() {
        return askOrGone("POST", "/_count", Map.of(),
                Map.of("query", Map.of("term", Map.of("kind", Kind.FEATURES.name())))).path("count").asLong(0);
    }

    void rememberDeletion(TileId tile) {
        bulk(List.of(Map.of("index", Map.of("_id", "d" + TileDocument.key(tile))),
                Map.of("kind", Kind.DELETION.name(), "tile", tile.value(), "at", System.currentTimeMillis())), false);
    }

    Set<TileId> deletedSince(Instant time) {
        askOrGone("POST", "/_refresh", Map.of(), Map.of());
        Set<TileId> deleted = new HashSet<>();
        String after = "";
        for (int given = PAGE; given == PAGE;) {
            Map<String, Object> query = new HashMap<>(
                    deletions(TileFilter.range("at", "gte", time.toEpochMilli())));
            query.put("sort", List.of(Map.of("tile", "asc")));
            query.put("search_after", List.of(after));
            given = 0;
            for (JsonNode hit : search(query).path("hits").path("hits")) {
                after = hit.path("_source").path("tile").asString("");
                deleted.add(new TileId(after));
                given++;
            }
        }
        return deleted;
    }

    /** Forgets some deletions from before then. */
    void forgetDeletionsBefore(Instant time) {
        List<Object> lines = new ArrayList<>();
        search(deletions(TileFilter.range("at", "lt", time.toEpochMilli()))).path("hits").path("hits").forEach(
                hit -> lines.add(Map.of("delete", Map.of("_id", hit.path("_id").asString("")))));
        bulk(lines, true);
    }

    private static Map<String, Object> deletions(Object when) {
        return Map.of("size", PAGE, "query", Map.of("bool",
                Map.of("filter", List.of(Map.of("term", Map.of("kind", Kind.DELETION.name())), when))));
    }

    private JsonNode search(Map<String, Object> body) {
        return askOrGone("POST", "/_search", Map.of("allow_partial_search_results", "false"), body);
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
}
