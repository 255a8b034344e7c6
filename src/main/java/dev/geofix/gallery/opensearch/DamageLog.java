package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileLinks;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Local features that were found damaged since the start: each is told once. */
final class DamageLog {
    private static final Logger log = LoggerFactory.getLogger(DamageLog.class);

    /** Galleries by the tiles' sequence numbers. */
    private final Map<Long, Long> damaged = new ConcurrentHashMap<>();

    void met(StoredGallery gallery, TileId tile, long sequence) {
        if (damaged.put(sequence, gallery.id()) == null) {
            log.error("Tile '{}' is not looked at closely: its local features are damaged. POST {} finds them anew",
                    tile, TileLinks.path(gallery.gallery().name(), "local-features"));
        }
    }

    boolean isKnownOf(StoredGallery gallery) {
        return damaged.containsValue(gallery.id());
    }

    void mended(Collection<Long> sequences) {
        sequences.forEach(damaged::remove);
    }
}
