package dev.geofix.gallery;

import dev.geofix.verification.LocalFeatures;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A tile on its way from one store to another, byte for byte as it is kept.
 *
 * @param sequence of this content in the store where it was put
 * @param descriptor an {@link dev.geofix.vectorindex.Int8Vector} of the gallery's model
 * @param features null where it has none
 */
public record CopiedTile(long sequence, Tile tile, Tile.Image image, byte[] descriptor,
        @Nullable LocalFeatures features) {
    /**
     * What tells two stores' tiles apart.
     *
     * @param tile its row
     * @param hasFeatures whether it has local features
     */
    public record Row(long sequence, Tile tile, boolean hasFeatures) {
        /** Whether both are of the same content: after a restore a number may have been given a second time. */
        public boolean isSameContent(Row other) {
            return sequence == other.sequence && tile.id().equals(other.tile.id())
                    && tile.contentHash().equals(other.tile.contentHash());
        }
    }

    /** What differs, as part of a sentence; null when nothing does. Local features that only the copy has are no difference: they may have been found there. */
    public @Nullable String differenceTo(CopiedTile copy) {
        if (sequence != copy.sequence || !tile.equals(copy.tile)) {
            return "its row";
        }
        if (!Arrays.equals(descriptor, copy.descriptor)) {
            return "its descriptor";
        }
        if (!image.mediaType().equals(copy.image.mediaType()) || !Arrays.equals(image.bytes(), copy.image.bytes())) {
            return "its picture";
        }
        return features == null || features.equals(copy.features) ? null : "its local features";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CopiedTile that && sequence == that.sequence && tile.equals(that.tile)
                && Arrays.equals(descriptor, that.descriptor);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sequence);
    }
}
