package dev.geofix.gallery;

import dev.geofix.imaging.ImageRejectedException;
import org.jspecify.annotations.Nullable;

/**
 * What became of one tile that was put.
 *
 * @param refusal why its image was not taken; present with {@link Outcome#REFUSED} only
 */
public record PutResult(TileId tile, Outcome outcome, @Nullable ImageRejectedException refusal) {
    public enum Outcome {
        CREATED, REPLACED, UNCHANGED, REFUSED
    }

    public static PutResult of(TileId tile, Outcome outcome) {
        return new PutResult(tile, outcome, null);
    }
}
