package dev.geofix.ingest.manifest;

import dev.geofix.ingest.source.RefusedItemException;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a manifest: a row, or the reason why it is none.
 *
 * @param item names it to its owner, for example {@code row 12 (roof.jpg)}
 */
record ManifestEntry(String item, @Nullable ManifestRow row, String refusal) {
    /** Reads an entry's content. */
    @FunctionalInterface
    interface Reading {
        ManifestRow read() throws RefusedItemException;
    }

    static ManifestEntry of(String item, Reading reading) {
        try {
            return new ManifestEntry(item, reading.read(), "");
        } catch (RefusedItemException e) {
            return new ManifestEntry(item, null, e.reason());
        } catch (IllegalArgumentException e) {
            return new ManifestEntry(item, null, String.valueOf(e.getMessage()));
        }
    }

    ManifestRow required() throws RefusedItemException {
        if (row == null) {
            throw new RefusedItemException(refusal);
        }
        return row;
    }
}
