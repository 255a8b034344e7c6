package dev.geofix.gallery;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The usual tile side of each gallery, until its tiles change. */
@Component
class TileSides {
    private final TileStore tiles;
    private final Map<Long, Optional<Double>> known = new ConcurrentHashMap<>();

    TileSides(TileStore tiles) {
        this.tiles = tiles;
    }

    /** Metres; null when no tile has bounds. */
    @Nullable
    Double of(StoredGallery stored) {
        return known.computeIfAbsent(stored.id(), id -> Optional
                .ofNullable(TileSide.typical(tiles.list(id, null, null, TileSide.SAMPLE)))).orElse(null);
    }

    /** Called after tiles were put or deleted. Waits for a look that is under way, so that an older one does not stay. */
    void forget(long gallery) {
        known.remove(gallery);
    }
}
