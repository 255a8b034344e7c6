package dev.geofix.ingest.tileset;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageFormat;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.imaging.RgbImage;
import dev.geofix.ingest.source.RefusedItemException;
import dev.geofix.ingest.source.UnusableSourceException;
import java.awt.Dimension;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

    /** Whether tiles are pictures. Their content tells; what metadata say counts only where it does not, for it is often wrong. */
    static final class Sample {
        private static final Set<String> VECTORS = Set.of("pbf", "mvt", "geojson", "json");
        /** So many tiles tell. */
        private static final int ENOUGH = 16;

        private int seen;
        private boolean picture;
        private boolean compressed = true;

        void see(byte[] tile) {
            seen++;
            picture |= ImageFormat.Header.of(tile).isPresent();
            compressed &= isCompressed(tile);
        }

        /** Whether another tile would change nothing. */
        boolean isKnown() {
            return picture || seen >= ENOUGH;
        }

        /**
         * @param stated what metadata say; empty where they say nothing
         * @throws UnusableSourceException when the tiles are vectors
         */
        void requirePictures(String stated) {
            boolean vectors = VECTORS.contains(stated.strip().toLowerCase(Locale.ROOT));
            if (!picture && (vectors || seen > 0 && compressed)) {
                throw new UnusableSourceException("The tiles are vectors" + (vectors ? " (format " + stated + ")" : "")
                        + ", and a gallery holds pictures. Export raster tiles: png, jpg or webp.");
            }
        }
    }
}
