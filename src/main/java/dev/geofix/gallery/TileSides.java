package dev.geofix.gallery;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The usual tile side of each gallery. Looked up again when the number of tiles has changed. */
@Component
class TileSides {
    private final TileStore tiles;
    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    TileSides(TileStore tiles) {
        this.tiles = tiles;
    }

    private record Known(long tiles, @Nullable Double side) {}

    /** Metres; null when no tile has bounds. */
    @Nullable
    Double of(StoredGallery stored) {
        long count = stored.gallery().tiles();
        Known there = known.get(stored.id());
        if (there == null || there.tiles() != count) {
            List<Tile> sample = tiles.list(stored.id(), null, null, TileSide.SAMPLE);
            there = new Known(count, TileSide.typical(sample));
            known.put(stored.id(), there);
        }
        return there.side();
    }

    void forget(long gallery) {
        known.remove(gallery);
    }
}
