package dev.geofix.image;

import java.awt.Dimension;
import java.util.Optional;

/** The sides of an encoded image, by its header alone. */
public final class PictureSize {
    private PictureSize() {}

    /** Sides in pixels before the orientation is applied; empty when the bytes are no image of an accepted format, or its header is damaged. */
    public static Optional<Dimension> of(byte[] encoded) {
        ImageFormat format = ImageFormat.of(encoded);
        Dimension size = format == null ? new Dimension() : format.storedSize(encoded);
        return size.width < 1 || size.height < 1 ? Optional.empty() : Optional.of(size);
    }
}
