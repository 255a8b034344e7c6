package dev.geofix.gallery;

import dev.geofix.inference.Descriptor;
import dev.geofix.inference.ModelVersion;
import dev.geofix.vectorindex.Int8Vector;
import dev.geofix.verification.LocalFeatures;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored of a tile.
 *
 * @param features null where the gallery's tiles get none
 */
public record EmbeddedTile(Tile tile, Tile.Image image, Descriptor descriptor, ModelVersion model,
        @Nullable LocalFeatures features) {
    /** The descriptor as it is kept: an {@link Int8Vector}. */
    public byte[] compact() {
        return Int8Vector.encode(descriptor.values());
    }
}
