package dev.geofix.imaging;

import java.awt.Dimension;
import java.util.Locale;
import java.util.Optional;

/**
 * What an encoded image says of itself before it is decoded.
 *
 * @param mediaType such as image/jpeg
 * @param size sides in pixels before the orientation is applied
 */
public record PictureHeader(String mediaType, Dimension size) {
    /** Empty when the bytes are no image of an accepted format, or its header is damaged. */
    public static Optional<PictureHeader> of(byte[] encoded) {
        ImageFormat format = ImageFormat.of(encoded);
        Dimension size = format == null ? new Dimension() : format.storedSize(encoded);
        return format == null || size.width < 1 || size.height < 1
                ? Optional.empty()
                : Optional.of(new PictureHeader("image/" + format.name().toLowerCase(Locale.ROOT), size));
    }
}
