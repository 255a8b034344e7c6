package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.ContentHash;
import dev.geofix.gallery.GalleryName;
import dev.geofix.inference.ModelVersion;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How galleries lie in the cluster. A gallery has an index of its tiles for each model, of which one answers:
 * <ul>
 * <li>{@code PREFIX-NAMEHASH-GENERATION} is such an index. Its mapping's {@code _meta.geofix} says of which gallery, by which model.
 * <li>{@code PREFIX-NAMEHASH} is the alias of the one that answers. To switch it is to switch the model.
 * <li>{@code PREFIX-NUMBER-MODELHASH} is the alias of the one of a model. All reads and writes go through it: a gallery that was deleted has it no longer, so that a late
 * write cannot make an index, nor reach a later gallery of the same name.
 * <li>{@code PREFIX-NUMBER-MODELHASH-placed} is another alias of it where tiles lie on shards by their places ({@link PlaceCells}). They are read and written through this one, so
 * that nobody takes an index for placed that is not; and such an index refuses documents whose place is not told.
 * <li>{@code PREFIX-NUMBER-parts-1} with the alias {@code PREFIX-NUMBER-parts} has pictures, local features and deletions, which no change of the model touches.
 * </ul>
 */
final class GalleryLayout {
    static final int FORMAT = 1;

    private final OpenSearchSettings settings;

    GalleryLayout(OpenSearchSettings settings) {
        this.settings = settings;
    }

    String prefix() {
        return settings.prefix();
    }

    /** The alias of the index that answers. */
    String answering(GalleryName name) {
        return settings.prefix() + "-" + hash(name.value());
    }

    String index(GalleryName name, long generation) {
        return answering(name) + "-" + generation;
    }

    /** The alias of what a model has made of the gallery. */
    String tiles(long number, ModelVersion model) {
        return settings.prefix() + "-" + Long.toHexString(number) + "-" + hash(model.value());
    }

    /** The alias of the same, where tiles lie on shards by their places. */
    String placedTiles(long number, ModelVersion model) {
        return tiles(number, model) + "-placed";
    }

    /** Whether indexes that are made now have tiles on shards by their places: of one shard nothing would be gained. */
    boolean isPlaced() {
        return settings.shards() > 1;
    }

    /** The alias of pictures, local features and deletions. */
    String parts(long number) {
        return settings.prefix() + "-" + Long.toHexString(number) + "-parts";
    }

    private static String hash(String name) {
        return ContentHash.of(name.getBytes(StandardCharsets.UTF_8)).substring(0, 24);
    }

    /**
     * What an index says of itself.
     *
     * @param number of the gallery, which no other gets
     * @param created milliseconds since 1970
     * @param original of which gallery of a data folder it is a copy; empty where it was made here
     * @param placed whether tiles lie on shards by their places
     */
    record Meta(String name, long number, String description, boolean localFeatures, String model, int dimension,
            long created, long generation, String original, boolean placed) {
        /** Null of an index that is not Geofix's, or whose mapping was replaced. */
        static @Nullable Meta of(JsonNode index) {
            JsonNode meta = index.path("mappings").path("_meta").path("geofix");
            if (meta.path("format").asInt(0) != FORMAT) {
                return null;
            }
            return new Meta(meta.path("name").asString(""), meta.path("number").asLong(0),
                    meta.path("description").asString(""), meta.path("localFeatures").asBoolean(true),
                    meta.path("model").asString(""), meta.path("dimension").asInt(0), meta.path("created").asLong(0),
                    meta.path("generation").asLong(0), meta.path("original").asString(""),
                    meta.path("placed").asBoolean(false));
        }

        Meta described(@Nullable String newDescription, @Nullable Boolean newLocalFeatures) {
            return new Meta(name, number, newDescription == null ? description : newDescription,
                    newLocalFeatures == null ? localFeatures : newLocalFeatures, model, dimension, created, generation,
                    original, placed);
        }

        Meta next(ModelVersion nextModel, int nextDimension, long nextGeneration, boolean nextPlaced) {
            return new Meta(name, number, description, localFeatures, nextModel.value(), nextDimension, created,
                    nextGeneration, original, nextPlaced);
        }

        Map<String, Object> json() {
            Map<String, Object> meta = new LinkedHashMap<>();
            meta.put("format", FORMAT);
            meta.put("name", name);
            meta.put("number", number);
            meta.put("description", description);
            meta.put("localFeatures", localFeatures);
            meta.put("model", model);
            meta.put("dimension", dimension);
            meta.put("created", created);
            meta.put("generation", generation);
            if (!original.isEmpty()) {
                meta.put("original", original);
            }
            if (placed) {
                meta.put("placed", true);
            }
            return Map.of("_meta", Map.of("geofix", meta));
        }
    }

    /**
     * The body that makes an index of tiles.
     *
     * @param answering whether it answers at once
     */
    Map<String, Object> tilesIndex(Meta meta, boolean answering) {
        ModelVersion model = new ModelVersion(meta.model());
        Map<String, Object> aliases = new LinkedHashMap<>();
        aliases.put(tiles(meta.number(), model), Map.of());
        if (meta.placed()) {
            aliases.put(placedTiles(meta.number(), model), Map.of());
        }
        if (answering) {
            aliases.put(answering(new GalleryName(meta.name())), Map.of());
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tile", Map.of("type", "keyword"));
        fields.put("sequence", Map.of("type", "long"));
        fields.put("revision", Map.of("type", "long"));
        fields.put("content", kept());
        fields.put("place", Map.of("type", "geo_point"));
        for (String coordinate : new String[]{"latitude", "longitude", "west", "south", "east", "north"}) {
            fields.put(coordinate, Map.of("type", "double"));
        }
        fields.put("crosses", Map.of("type", "boolean"));
        fields.put("attributes", kept());
        fields.put("facets", Map.of("type", "keyword"));
        fields.put("descriptor", Map.of("type", "binary"));
        fields.put("candidate", candidate(meta.dimension()));
        Map<String, Object> mappings = new LinkedHashMap<>(meta.json());
        mappings.put("dynamic", "strict");
        if (meta.placed()) {
            mappings.put("_routing", Map.of("required", true));
        }
        mappings.put("properties", fields);
        Map<String, Object> index = settings(settings.shards());
        index.put("knn", true);
        return Map.of("settings", Map.of("index", index), "mappings", mappings, "aliases", aliases);
    }

    /** The body that makes an index of pictures, local features and deletions. */
    Map<String, Object> partsIndex(long number) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", Map.of("type", "keyword"));
        fields.put("sequence", Map.of("type", "long"));
        fields.put("tile", Map.of("type", "keyword"));
        fields.put("media", kept());
        fields.put("bytes", Map.of("type", "binary"));
        fields.put("checksum", Map.of("type", "long", "index", false, "doc_values", false));
        fields.put("at", Map.of("type", "long"));
        Map<String, Object> index = settings(settings.shards());
        // Base64 in the stored source: this brings it back to about what the bytes are.
        index.put("codec", "best_compression");
        return Map.of("settings", Map.of("index", index), "mappings",
                Map.of("dynamic", "strict", "properties", fields, "_meta",
                        Map.of("geofix", Map.of("format", FORMAT, "partsOf", number))),
                "aliases", Map.of(parts(number), Map.of()));
    }

    /** Every acknowledged write is on the disk of each copy. */
    private Map<String, Object> settings(int shards) {
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("number_of_shards", shards);
        index.put("number_of_replicas", settings.replicas());
        index.put("translog", Map.of("durability", "request"));
        return index;
    }

    /** Returned as it was put, and never asked for. */
    private static Map<String, Object> kept() {
        return Map.of("type", "keyword", "index", false, "doc_values", false);
    }

    private Map<String, Object> candidate(int dimension) {
        boolean lucene = settings.engine() == OpenSearchSettings.Engine.LUCENE;
        return Map.of("type", "knn_vector", "dimension", CandidateVector.size(dimension), "data_type", "byte",
                "method", Map.of("name", "hnsw", "engine", lucene ? "lucene" : "faiss", "space_type",
                        CandidateVector.SPACE, "parameters", Map.of("m", 16, "ef_construction", 128)));
    }

    /** What of the mapping is not as Geofix made it; null when all is. */
    static @Nullable String changed(JsonNode index, Meta meta) {
        JsonNode fields = index.path("mappings").path("properties");
        JsonNode candidate = fields.path("candidate");
        if (!candidate.path("type").asString("").equals("knn_vector")
                || candidate.path("dimension").asInt(0) != CandidateVector.size(meta.dimension())) {
            return "its field candidate is no k-NN vector of " + CandidateVector.size(meta.dimension()) + " values";
        }
        Map<String, String> types = Map.of("tile", "keyword", "sequence", "long", "revision", "long", "place",
                "geo_point", "latitude", "double", "longitude", "double", "facets", "keyword", "descriptor", "binary");
        return types.entrySet().stream()
                .filter(type -> !fields.path(type.getKey()).path("type").asString("").equals(type.getValue()))
                .map(type -> "its field " + type.getKey() + " is no " + type.getValue()).findFirst().orElse(null);
    }
}
