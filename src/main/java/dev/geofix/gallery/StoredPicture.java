package dev.geofix.gallery;

import org.jspecify.annotations.Nullable;

/**
 * A tile and the picture that is kept of it.
 *
 * @param content digest of the image that the tile was put with
 * @param image null when it is missing
 */
public record StoredPicture(long sequence, TileId id, long content, byte @Nullable [] image, long checksum) {
    public boolean isSound() {
        return image != null && Checksum.of(image) == checksum;
    }
}
