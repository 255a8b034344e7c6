package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.TileId;
import org.jspecify.annotations.Nullable;

/**
 * A change of one document, as long as it is still the version that was read.
 *
 * @param tile the one that it is of
 * @param key the document's id
 * @param cell where it lies; null where documents lie by their ids
 * @param before null when there must be none
 * @param now null when it is deleted
 */
record TileChange(TileId tile, String key, @Nullable String cell, @Nullable TileVersion before,
        @Nullable TileDocument now) {
    /** What became of a change. */
    enum Result {
        DONE, CONFLICT, BLOCKED, BUSY
    }

    static TileChange deletion(TileVersion version) {
        return new TileChange(version.document().tile().id(), version.key(), version.cell(), version, null);
    }
}
