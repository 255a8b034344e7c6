package dev.geofix.imaging;

import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;

/** What sets a stored picture upright, in the order of EXIF's orientation tag, 1 … 8. */
enum Orientation {
    NOTHING(false, false, false), MIRROR(false, true, false), HALF_TURN(false, true, true), FLIP(false, false,
            true), TRANSPOSE(true, false,
                    false), TURN_RIGHT(true, false, true), TRANSVERSE(true, true, true), TURN_LEFT(true, true, false);

    private final boolean swapsSides;

    private final boolean mirrorsStoredX;

    private final boolean mirrorsStoredY;

    Orientation(boolean swapsSides, boolean mirrorsStoredX, boolean mirrorsStoredY) {
        this.swapsSides = swapsSides;
        this.mirrorsStoredX = mirrorsStoredX;
        this.mirrorsStoredY = mirrorsStoredY;
    }

    static Orientation of(Metadata metadata) {
        ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Integer tag = directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        return tag == null || tag < 1 || tag > values().length ? NOTHING : values()[tag - 1];
    }

    boolean swapsSides() {
        return swapsSides;
    }

    /** The picture as the eye should see it. */
    RgbImage upright(RgbImage stored) {
        if (this == NOTHING) {
            return stored;
        }
        int storedWidth = stored.width();
        int stepX = mirrorsStoredX ? -1 : 1;
        int stepY = mirrorsStoredY ? -storedWidth : storedWidth;
        int start = (mirrorsStoredX ? storedWidth - 1 : 0) + (mirrorsStoredY ? (stored.height() - 1) * storedWidth : 0);
        int width = swapsSides ? stored.height() : storedWidth;
        int height = swapsSides ? storedWidth : stored.height();
        byte[] in = stored.pixels();
        byte[] out = new byte[in.length];
        int target = 0;
        for (int y = 0; y < height; y++) {
            int source = 3 * (start + y * (swapsSides ? stepX : stepY));
            int step = 3 * (swapsSides ? stepY : stepX);
            for (int x = 0; x < width; x++, source += step, target += 3) {
                out[target] = in[source];
                out[target + 1] = in[source + 1];
                out[target + 2] = in[source + 2];
            }
        }
        return new RgbImage(width, height, out);
    }
}
