package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.EmbeddedTile;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.PutResult;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileRenewal;
import dev.geofix.gallery.TileStore;
import dev.geofix.geo.BoundingBox;
import dev.geofix.inference.ModelVersion;
import dev.geofix.verification.LocalFeatures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tiles of one gallery in the cluster. A tile's document is what makes it there; its picture and local features are written before. */
final class OpenSearchTiles implements TileStore {
    /** Deletions are remembered for so long: longer than any import goes on. */
    private static final Duration DELETIONS_KEPT = Duration.ofDays(31);

    private final StoredGallery stored;
    private final OpenSearchStore store;
    private final Cluster cluster;
    private final DamageLog damage;
    private final JsonMapper json;
    private final TileIndex tiles;
    private final PartIndex parts;

    OpenSearchTiles(StoredGallery stored, OpenSearchStore store, Cluster cluster, DamageLog damage, JsonMapper json) {
        this.stored = stored;
        this.store = store;
        this.cluster = cluster;
        this.damage = damage;
        this.json = json;
        GalleryName name = stored.gallery().name();
        tiles = store.tileIndex(name, stored.id(), stored.gallery().model(), stored.dimension());
        parts = store.parts(name, stored.id());
    }

    @Override
    public View open() {
        return new CandidateSearch(stored.gallery().model(), tiles);
    }

    @Override
    public Map<TileId, Tile> find(Collection<TileId> ids) {
        Map<TileId, Tile> found = new LinkedHashMap<>();
        tiles.get(ids, TileDocument.ROW).forEach((id, version) -> found.put(id, version.document().tile()));
        return found;
    }

    @Override
    public Optional<Tile.Image> image(TileId id) {
        return Optional.ofNullable(tiles.get(List.of(id), TileDocument.ROW).get(id))
                .flatMap(version -> image(version.document().sequence()));
    }

    @Override
    public Optional<Tile.Image> image(long sequence) {
        return Optional.ofNullable(parts.get(PartIndex.Kind.PICTURE, List.of(sequence), true).get(sequence))
                .flatMap(part -> Optional.ofNullable(part.bytes())
                        .map(bytes -> new Tile.Image(part.media(), bytes)));
    }

    @Override
    public List<Tile> list(@Nullable BoundingBox box, @Nullable TileId after, int limit) {
        return tiles.ordered(new TilePages.Order("tile", box == null ? List.of() : TileFilter.inBox(box),
                after == null ? "" : after.value(), limit, TileDocument.ROW, box == null ? null : PlaceCells.of(box)))
                .map(TileDocument::tile).toList();
    }

    @Override
    public @Nullable List<PutResult> put(ModelVersion model, List<Tile> same, List<EmbeddedTile> embedded) {
        if (!model.equals(stored.gallery().model())) {
            return null;
        }
        List<TileDocument> documents = embedded.stream()
                .map(tile -> TileDocument.of(tile.tile(), tile.compact(), json)).toList();
        parts.put(documents, embedded);
        return new TilePut(stored, tiles, parts, json, cluster.backoff(), () -> store.answersStill(stored),
                false).run(same, documents);
    }

    @Override
    public boolean delete(TileId id) {
        Cluster.Backoff backoff = cluster.backoff();
        while (true) {
            TileVersion there = tiles.get(List.of(id), TileDocument.ROW).get(id);
            if (there == null) {
                return false;
            }
            // First, so that no import that begins again can bring back what is gone.
            parts.rememberDeletion(id);
            if (tiles.doubles().delete(List.of(there))) {
                parts.delete(there.all().stream().map(version -> version.document().sequence()).toList(),
                        PartIndex.Kind.PICTURE, PartIndex.Kind.FEATURES);
                return true;
            }
            backoff.pause("Tile '" + id + "' cannot be deleted while the gallery is switched to another model");
        }
    }

    @Override
    public Set<TileId> deletedSince(Instant time) {
        Set<TileId> deleted = parts.deletedSince(time);
        parts.forgetDeletionsBefore(Instant.now().minus(DELETIONS_KEPT));
        return deleted;
    }

    @Override
    public Map<TileId, LocalFeatures> features(Collection<Tile> wanted) {
        Map<Long, Tile> showing = new HashMap<>();
        Map<TileId, TileVersion> now = tiles.get(wanted.stream().map(Tile::id).toList(), TileDocument.ROW);
        wanted.forEach(tile -> {
            TileVersion version = now.get(tile.id());
            if (version != null && version.document().tile().contentHash().equals(tile.contentHash())) {
                showing.put(version.document().sequence(), tile);
            }
        });
        Map<TileId, LocalFeatures> found = new HashMap<>();
        parts.get(PartIndex.Kind.FEATURES, showing.keySet(), true).forEach((sequence, part) -> {
            Tile tile = showing.get(sequence);
            LocalFeatures features = OpenSearchRenewal.sound(part);
            if (tile != null && features != null) {
                found.put(tile.id(), features);
            } else if (tile != null) {
                damage.met(stored, tile.id(), sequence);
            }
        });
        return found;
    }

    @Override
    public Extent extent(int mostValues) {
        Object hasBox = Map.of("exists", Map.of("field", "west"));
        Map<String, Object> boxes = new HashMap<>(edges("west", "south", "east", "north"));
        boxes.put("crossing", Map.of("filter", Map.of("term", Map.of("crosses", true))));
        JsonNode found = tiles.search(Map.of("size", 0, "aggs", Map.of(
                "boxes", Map.of("filter", hasBox, "aggs", boxes),
                "bare", Map.of("filter", Map.of("bool", Map.of("must_not", hasBox)), "aggs",
                        edges("longitude", "latitude", "longitude", "latitude")),
                "facets", Map.of("terms",
                        Map.of("field", "facets", "size", mostValues, "order", Map.of("_key", "asc"))))))
                .path("aggregations");
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        found.path("facets").path("buckets").forEach(bucket -> {
            Map.Entry<String, String> shown = TileDocument.shown(bucket.path("key").asString(""));
            attributes.computeIfAbsent(shown.getKey(), name -> new ArrayList<>()).add(shown.getValue());
        });
        return new Extent(bounds(found.path("boxes"), found.path("bare")), attributes);
    }

    private static Map<String, Object> edges(String west, String south, String east, String north) {
        return Map.of("west", Map.of("min", Map.of("field", west)), "south", Map.of("min", Map.of("field", south)),
                "east", Map.of("max", Map.of("field", east)), "north", Map.of("max", Map.of("field", north)));
    }

    /** Round the boxes of those that have one, and the centres of the others. */
    private static @Nullable List<Double> bounds(JsonNode boxes, JsonNode bare) {
        List<JsonNode> some = Stream.of(boxes, bare).filter(each -> each.path("doc_count").asLong(0) > 0).toList();
        if (some.isEmpty()) {
            return null;
        }
        boolean crossing = boxes.path("crossing").path("doc_count").asLong(0) > 0;
        return List.of(least(some, "west"), least(some, "south"), crossing ? 180.0 : greatest(some, "east"),
                greatest(some, "north"));
    }

    private static double least(List<JsonNode> some, String edge) {
        return some.stream().mapToDouble(each -> each.path(edge).path("value").asDouble()).min().orElseThrow();
    }

    private static double greatest(List<JsonNode> some, String edge) {
        return some.stream().mapToDouble(each -> each.path(edge).path("value").asDouble()).max().orElseThrow();
    }

    @Override
    public List<BoundingBox> someBounds(int limit) {
        List<BoundingBox> some = new ArrayList<>();
        tiles.ordered("tile", List.of(Map.of("exists", Map.of("field", "west"))), null, limit, TileDocument.ROW)
                .forEach(document -> {
                    if (document.tile().bounds() != null) {
                        some.add(document.tile().bounds());
                    }
                });
        return some;
    }

    @Override
    public <T> T inBox(BoundingBox box, Function<Stream<PlacedTile>, T> reader) {
        Object east = TileFilter.range("west", "lt", box.east());
        Object west = TileFilter.range("east", "gt", box.west());
        Object crosses = Map.of("term", Map.of("crosses", true));
        Object within = Map.of("bool", Map.of("filter", List.of(east, west), "must_not", List.of(crosses)));
        Object across = Map.of("bool", Map.of("filter", List.of(crosses, TileFilter.any(east, west))));
        List<Object> filter = List.of(TileFilter.range("south", "lt", box.north()),
                TileFilter.range("north", "gt", box.south()), TileFilter.any(within, across));
        return reader.apply(tiles.ordered("sequence", filter, null, Integer.MAX_VALUE, TileDocument.ROW)
                .flatMap(document -> Stream.ofNullable(document.tile().bounds())
                        .map(bounds -> new PlacedTile(document.sequence(), bounds))));
    }

    @Override
    public TileRenewal renewal() {
        return new OpenSearchRenewal(stored, store, cluster, damage, tiles, parts);
    }
}
