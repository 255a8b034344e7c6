package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.Gallery;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.TileStore;
import dev.geofix.gallery.UnknownGalleryException;
import dev.geofix.inference.Encoder;
import dev.geofix.inference.ModelVersion;
import dev.geofix.platform.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Galleries in a cluster of OpenSearch. Several processes may work on the same ones; {@link GalleryLayout} says how they lie there. */
@Component
@ConditionalOnProperty(name = "geofix.store", havingValue = "opensearch")
class OpenSearchStore implements GalleryStore {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final GalleryLayout layout;
    private final JsonMapper json;
    private final DamageLog damage = new DamageLog();
    private final RetiredIndexes retired;
    private final TileIndexes indexes;

    OpenSearchStore(Cluster cluster, OpenSearchSettings settings, RetiredIndexes retired, JsonMapper json) {
        this.cluster = cluster;
        this.json = json;
        this.retired = retired;
        layout = new GalleryLayout(settings);
        indexes = new TileIndexes(cluster, layout, json);
    }

    @Override
    public Optional<StoredGallery> find(GalleryName name) {
        try {
            return answering(name).map(index -> stored(index.meta()));
        } catch (UnknownGalleryException e) {
            return Optional.empty();
        }
    }

    /** The index that answers for a gallery, and what it says of itself. */
    record Answering(String index, GalleryLayout.Meta meta) {}

    Optional<Answering> answering(GalleryName name) {
        String alias = layout.answering(name);
        Cluster.Answer answer = cluster.call("GET", "/" + alias, Map.of(), null);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (!answer.isOk()) {
            throw cluster.refused("GET", alias, answer);
        }
        if (answer.body().size() != 1) {
            throw strange(name, "its alias " + alias + " names " + answer.body().size() + " indexes");
        }
        Map.Entry<String, JsonNode> index = answer.body().properties().iterator().next();
        GalleryLayout.Meta meta = GalleryLayout.Meta.of(index.getValue());
        if (meta == null) {
            throw strange(name, "the index " + index.getKey() + " is not Geofix's, or what Geofix noted in its mapping "
                    + "was removed. Another geofix.opensearch.prefix avoids indexes of others");
        }
        String changed = GalleryLayout.changed(index.getValue(), meta);
        if (changed != null) {
            throw strange(name, "the index " + index.getKey() + " was changed by hand: " + changed);
        }
        return Optional.of(new Answering(index.getKey(), meta));
    }

    private static UnavailableException strange(GalleryName name, String reason) {
        return new UnavailableException("Gallery '" + name + "' cannot be used: " + reason + ". Restore it from a "
                + "snapshot, or delete that index and import the gallery again.", RETRY_AFTER);
    }

    StoredGallery stored(GalleryLayout.Meta meta) {
        ModelVersion model = new ModelVersion(meta.model());
        GalleryName name = new GalleryName(meta.name());
        indexes.know(meta);
        long tiles = tileIndex(name, meta.number(), model, meta.dimension()).search(
                Map.of("size", 0, "track_total_hits", true)).path("hits").path("total").path("value").asLong(0);
        long features = Math.min(tiles, parts(name, meta.number()).countFeatures());
        return new StoredGallery(meta.number(), meta.dimension(),
                new Gallery(name, meta.description(), model, tiles, meta.localFeatures(),
                        features, Instant.ofEpochMilli(meta.created())));
    }

    @Override
    public List<StoredGallery> list() {
        JsonNode indexes = cluster.ask("GET", "/" + layout.prefix() + "-*", Map.of(), null);
        List<StoredGallery> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> index : indexes.properties()) {
            GalleryLayout.Meta meta = GalleryLayout.Meta.of(index.getValue());
            if (meta != null && !meta.name().isEmpty()
                    && index.getValue().path("aliases").has(layout.answering(new GalleryName(meta.name())))) {
                try {
                    found.add(stored(meta));
                } catch (UnknownGalleryException e) {
                    // It was deleted meanwhile.
                }
            }
        }
        found.sort(Comparator.comparing(stored -> stored.gallery().name().value()));
        return found;
    }

    @Override
    public boolean put(GalleryName name, @Nullable String description, @Nullable Boolean localFeatures,
            Supplier<Encoder> encoder) {
        Cluster.Backoff backoff = cluster.backoff();
        while (true) {
            Optional<Answering> now = answering(name);
            if (now.isPresent()) {
                if (description != null || localFeatures != null) {
                    cluster.ask("PUT", "/" + now.get().index() + "/_mapping", Map.of(),
                            now.get().meta().described(description, localFeatures).json());
                }
                return false;
            }
            Encoder model = encoder.get();
            if (create(name, new GalleryLayout.Meta(name.value(), newNumber(), description == null ? "" : description,
                    localFeatures == null || localFeatures, model.version().value(), model.dimension(),
                    System.currentTimeMillis(), 1, "", layout.isPlaced()))) {
                return true;
            }
            backoff.pause(inTheWay(name));
        }
    }

    static long newNumber() {
        return ThreadLocalRandom.current().nextLong(1, 1L << 52);
    }

    /** Whether tiles of galleries that are made now lie on shards by their places. */
    boolean placesTiles() {
        return layout.isPlaced();
    }

    String inTheWay(GalleryName name) {
        return "Gallery '" + name + "' cannot be made: the index " + layout.index(name, 1)
                + " is there already, and does not answer for it. Delete that index if nobody needs it";
    }

    /** @return false when somebody else has made it meanwhile */
    boolean create(GalleryName name, GalleryLayout.Meta meta) {
        String parts = layout.parts(meta.number()) + "-1";
        cluster.ask("PUT", "/" + parts, Map.of(), layout.partsIndex(meta.number()));
        Cluster.Answer answer = cluster.call("PUT", "/" + layout.index(name, 1), Map.of(),
                layout.tilesIndex(meta, true));
        if (answer.isOk()) {
            return true;
        }
        cluster.call("DELETE", "/" + parts, Map.of(), null);
        if (answer.error().equals("resource_already_exists_exception")
                || answer.error().equals("invalid_alias_name_exception")) {
            return false;
        }
        throw cluster.refused("PUT", layout.index(name, 1), answer);
    }

    @Override
    public void delete(StoredGallery gallery) {
        JsonNode indexes = cluster.ask("GET", "/" + layout.prefix() + "-*", Map.of(), null);
        List<String> own = new ArrayList<>();
        for (Map.Entry<String, JsonNode> index : indexes.properties()) {
            JsonNode meta = index.getValue().path("mappings").path("_meta").path("geofix");
            if (meta.path("number").asLong(0) == gallery.id() || meta.path("partsOf").asLong(0) == gallery.id()) {
                own.add(index.getKey());
            }
        }
        if (!own.isEmpty()) {
            Cluster.Answer answer = cluster.call("DELETE", "/" + String.join(",", own), Map.of(), null);
            if (!answer.isOk() && answer.status() != 404) {
                throw cluster.refused("DELETE", String.join(",", own), answer);
            }
        }
    }

    @Override
    public TileStore tiles(StoredGallery gallery) {
        return new OpenSearchTiles(gallery, this, cluster, damage, json);
    }

    /** Whether the model still answers by which this gallery was read; it does not when it was switched to another. */
    boolean answersStill(StoredGallery gallery) {
        return answering(gallery.gallery().name())
                .filter(now -> now.meta().number() != gallery.id()
                        || now.meta().model().equals(gallery.gallery().model().value()))
                .isPresent();
    }

    TileIndex tileIndex(GalleryName name, long number, ModelVersion model, int dimension) {
        return indexes.of(name, number, model, dimension);
    }

    PartIndex parts(GalleryName name, long number) {
        return new PartIndex(cluster, name, layout.parts(number));
    }

    /** Tiles that a model has embedded. */
    long countTiles(GalleryName name, long number, ModelVersion model) {
        Cluster.Answer answer = cluster.call("POST", "/" + layout.tiles(number, model) + "/_refresh", Map.of(), null);
        if (answer.status() == 404) {
            return 0;
        }
        return cluster.ask("GET", "/" + layout.tiles(number, model) + "/_count", Map.of(), null).path("count")
                .asLong(0);
    }

    /** Begins an index of another model, or finds the one that an earlier reindex has begun. */
    NextIndex.Place beginNext(GalleryName name, long number, ModelVersion model, int dimension) {
        Answering now = own(name, number);
        Cluster.Answer begun = cluster.call("GET", "/" + layout.tiles(number, model), Map.of(), null);
        if (begun.isOk()) {
            Map.Entry<String, JsonNode> index = begun.body().properties().iterator().next();
            if (!RetiredIndexes.isClosed(index.getValue())) {
                indexes.know(GalleryLayout.Meta.of(index.getValue()));
                return new NextIndex.Place(now.index(), index.getKey());
            }
            // It answered before, and has not been kept in line since.
            cluster.ask("DELETE", "/" + index.getKey(), Map.of(), null);
        }
        long generation = now.meta().generation() + 1;
        String index = layout.index(name, generation);
        Cluster.Answer there = cluster.call("GET", "/" + index, Map.of(), null);
        GalleryLayout.Meta left = there.isOk() ? GalleryLayout.Meta.of(there.body().path(index)) : null;
        if (left != null && left.number() == number) {
            // A reindex to a third model was given up.
            cluster.ask("DELETE", "/" + index, Map.of(), null);
        }
        GalleryLayout.Meta next = now.meta().next(model, dimension, generation, layout.isPlaced());
        cluster.ask("PUT", "/" + index, Map.of(), layout.tilesIndex(next, false));
        indexes.know(next);
        return new NextIndex.Place(now.index(), index);
    }

    /** The prepared index answers from now on. */
    void switchTo(GalleryName name, long number, NextIndex.Place place) {
        Answering now = own(name, number);
        JsonNode next = cluster.ask("GET", "/" + place.next(), Map.of(), null).path(place.next());
        GalleryLayout.Meta meta = GalleryLayout.Meta.of(next);
        if (meta == null) {
            throw strange(name, "what Geofix noted in the mapping of the index " + place.next() + " was removed");
        }
        cluster.ask("PUT", "/" + place.next() + "/_mapping", Map.of(),
                meta.described(now.meta().description(), now.meta().localFeatures()).json());
        String alias = layout.answering(name);
        cluster.ask("POST", "/_aliases", Map.of(), Map.of("actions", List.of(
                Map.of("remove", Map.of("index", place.before(), "alias", alias, "must_exist", true)),
                Map.of("add", Map.of("index", place.next(), "alias", alias)))));
    }

    /** Has the indexes of other models deleted, when the searches that began before have ended. */
    void retireOthers(GalleryName name, long number, ModelVersion model) {
        cluster.ask("GET", "/" + layout.answering(name) + "-*", Map.of(), null).properties().forEach(index -> {
            GalleryLayout.Meta meta = GalleryLayout.Meta.of(index.getValue());
            if (meta != null && meta.number() == number && !meta.model().equals(model.value())
                    && !index.getValue().path("aliases").has(layout.answering(name))) {
                retired.add(index.getKey());
            }
        });
    }

    /** @throws UnknownGalleryException when there is none, or another one of that name */
    private Answering own(GalleryName name, long number) {
        return answering(name).filter(now -> now.meta().number() == number)
                .orElseThrow(() -> new UnknownGalleryException(name));
    }

    /** The cluster holds it. */
    @Override
    public long indexBytes(StoredGallery gallery) {
        return 0;
    }

    @Override
    public boolean isInUpkeep(StoredGallery gallery) {
        return false;
    }
}
