package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.UnknownGalleryException;
import dev.geofix.vectorindex.Int8Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Changes of tiles' documents, many in one request: how they are written, and what the cluster's answer means. */
final class TileBulk {
    private final Cluster cluster;
    private final GalleryName gallery;
    private final String alias;
    private final int dimension;
    private final CandidateVector candidates;

    TileBulk(Cluster cluster, GalleryName gallery, String alias, int dimension, CandidateVector candidates) {
        this.cluster = cluster;
        this.gallery = gallery;
        this.alias = alias;
        this.dimension = dimension;
        this.candidates = candidates;
    }

    List<TileChange.Result> change(List<TileChange> changes, boolean refresh) {
        List<Object> lines = new ArrayList<>();
        for (TileChange change : changes) {
            Map<String, Object> about = new HashMap<>(Map.of("_id", change.key()));
            if (change.cell() != null) {
                about.put("routing", change.cell());
            }
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
                return changes.stream().map(change -> TileChange.Result.BLOCKED).toList();
            }
            throw cluster.refused("POST", alias + "/_bulk", answer);
        }
        List<TileChange.Result> results = new ArrayList<>();
        answer.body().path("items").forEach(item -> results.add(result(item.iterator().next())));
        return results;
    }

    private TileChange.Result result(JsonNode item) {
        Cluster.Answer answer = new Cluster.Answer(item.path("status").asInt(500), item);
        if (answer.isOk() || answer.status() == 404 && answer.error().isEmpty()) {
            return TileChange.Result.DONE;
        }
        if (answer.status() == 409) {
            return TileChange.Result.CONFLICT;
        }
        if (answer.status() == 429 && !Cluster.isFull(answer.reason())) {
            return TileChange.Result.BUSY;
        }
        if (answer.error().equals("index_not_found_exception")) {
            throw new UnknownGalleryException(gallery);
        }
        if (answer.error().equals("cluster_block_exception") && !Cluster.isFull(answer.reason())) {
            return TileChange.Result.BLOCKED;
        }
        throw cluster.refused("POST", alias + "/_bulk", answer);
    }
}
