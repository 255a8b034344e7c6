package dev.geofix.ingest.tileset;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageFormat;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.imaging.RgbImage;
import dev.geofix.ingest.source.RefusedItemException;
import java.awt.Dimension;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether bytes can be the picture of a map tile: of a tile's shape, and of more than one colour, since pyramids are filled up with empty
 * tiles that show no ground. Damage is left to whoever decodes it.
 */
final class TilePicture {
    private static final int LEAST_SIDE = 64;
    /** A picture of one colour takes less in each format; others so small are decoded to tell. */
    private static final int PIXELS_A_BYTE = 16;
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);

    private TilePicture() {}

    /**
     * @param stated the size that the source states for its tiles; null where it states none and they may be of any size as long as they
     * are square
     */
    static void check(byte[] encoded, @Nullable Dimension stated) throws RefusedItemException {
        if (isCompressed(encoded)) {
            throw new RefusedItemException("this is a vector tile or compressed data, not a picture");
        }
        Optional<Dimension> size = ImageFormat.Header.of(encoded).map(ImageFormat.Header::size);
        if (size.isPresent()) {
            checkShape(size.get(), stated);
            if ((long) encoded.length * PIXELS_A_BYTE < (long) size.get().width * size.get().height) {
                checkColours(encoded);
            }
        }
    }

    private static void checkShape(Dimension size, @Nullable Dimension stated) throws RefusedItemException {
        String is = "the picture has " + size.width + " x " + size.height + " pixels";
        if (stated != null && !stated.equals(size)) {
            throw new RefusedItemException(is + ", but the tiles here have " + stated.width + " x " + stated.height);
        }
        if (stated == null && size.width != size.height) {
            throw new RefusedItemException(is + ", but a map tile is square");
        }
        if (Math.min(size.width, size.height) < LEAST_SIDE) {
            throw new RefusedItemException(is + "; that is a placeholder, not ground");
        }
    }

    private static void checkColours(byte[] encoded) throws RefusedItemException {
        try {
            RgbImage picture = DECODER.decode(encoded);
            byte[] pixels = picture.pixels();
            for (int i = 3; i < pixels.length; i++) {
                if (pixels[i] != pixels[i - 3]) {
                    return;
                }
            }
        } catch (ImageRejectedException e) {
            return;
        }
        throw new RefusedItemException("the picture is empty: it has a single colour");
    }

    /** By gzip, as vector tiles are. */
    static boolean isCompressed(byte[] encoded) {
        return encoded.length > 1 && (encoded[0] & 0xff) == 0x1f && (encoded[1] & 0xff) == 0x8b;
    }
}
