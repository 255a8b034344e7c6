package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.GalleryName;
import dev.geofix.inference.ModelVersion;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Opens indexes of tiles, and remembers of which of them tiles lie by place. Whoever asks for a gallery reads that anew. Should an index be of the other kind meanwhile, nothing is found and
 * nothing written: {@link GalleryLayout} says why.
 */
final class TileIndexes {
    private final Cluster cluster;
    private final GalleryLayout layout;
    private final JsonMapper json;
    /** By the alias of gallery and model. */
    private final Map<String, Boolean> placed = new ConcurrentHashMap<>();

    TileIndexes(Cluster cluster, GalleryLayout layout, JsonMapper json) {
        this.cluster = cluster;
        this.layout = layout;
        this.json = json;
    }

    void know(GalleryLayout.@Nullable Meta meta) {
        if (meta != null) {
            placed.put(layout.tiles(meta.number(), new ModelVersion(meta.model())), meta.placed());
        }
    }

    TileIndex of(GalleryName name, long number, ModelVersion model, int dimension) {
        String alias = layout.tiles(number, model);
        boolean isPlaced = isPlaced(alias);
        return new TileIndex(cluster, name, isPlaced ? layout.placedTiles(number, model) : alias, isPlaced, dimension,
                json);
    }

    private boolean isPlaced(String alias) {
        Boolean remembered = placed.get(alias);
        if (remembered != null) {
            return remembered;
        }
        JsonNode index = cluster.call("GET", "/" + alias, Map.of(), null).body();
        GalleryLayout.Meta meta = index.isEmpty() ? null : GalleryLayout.Meta.of(index.iterator().next());
        know(meta);
        return meta != null && meta.placed();
    }
}
