package dev.geofix.imaging;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture and its copies of half its size, a quarter and so on, each made when it is first needed. Who looks at a large photo many times shrinks it once. For one thread.
 */
public final class Pyramid {
    private static final int LEAST_SIDE = 4;

    private final List<RgbImage> levels = new ArrayList<>();

    public Pyramid(RgbImage picture) {
        levels.add(picture);
    }

    /** At its full size. */
    public RgbImage picture() {
        return levels.getFirst();
    }

    /** The copy that is at most so many times smaller, or a little less than that: by a power of two, and never without content. */
    RgbImage shrunk(double times) {
        int level = 0;
        for (double reduced = 1; times >= 1.5 * reduced && shorter(level) >= LEAST_SIDE; reduced *= 2) {
            level++;
            if (level == levels.size()) {
                levels.add(half(levels.getLast()));
            }
        }
        return levels.get(level);
    }

    private int shorter(int level) {
        return Math.min(levels.get(level).width(), levels.get(level).height());
    }

    /** Means of two by two pixels; a last odd row or column is left out. */
    private static RgbImage half(RgbImage image) {
        int width = image.width() / 2;
        int height = image.height() / 2;
        byte[] from = image.pixels();
        byte[] to = new byte[3 * width * height];
        int row = 3 * image.width();
        int out = 0;
        for (int y = 0; y < height; y++) {
            int upper = 2 * y * row;
            for (int end = upper + 6 * width; upper < end; upper += 6) {
                int lower = upper + row;
                for (int channel = 0; channel < 3; channel++) {
                    to[out++] = (byte) ((from[upper + channel] & 0xff) + (from[upper + channel + 3] & 0xff)
                            + (from[lower + channel] & 0xff) + (from[lower + channel + 3] & 0xff) + 2 >> 2);
                }
            }
        }
        return new RgbImage(width, height, to);
    }
}
