package dev.geofix.ingest.source;

import dev.geofix.gallery.NewTile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that a source gives: its tiles, and the reasons of what it refuses, by item. */
public record Found(List<NewTile> tiles, Map<String, String> refused) implements TileSource.Sink {
    public static Found in(TileSource source) throws IOException {
        return in(source, Shard.WHOLE);
    }

    public static Found in(TileSource source, Shard shard) throws IOException {
        try (source) {
            Found found = new Found(new ArrayList<>(), new LinkedHashMap<>());
            source.read(shard, found);
            return found;
        }
    }

    public List<String> ids() {
        return tiles.stream().map(tile -> tile.id().value()).toList();
    }

    @Override
    public void tile(String item, NewTile tile) {
        tiles.add(tile);
    }

    @Override
    public void refuse(String item, String reason) {
        refused.put(item, reason);
    }
}
