package dev.geofix.ingest.geotiff;

import dev.geofix.ingest.source.RefusedItemException;
import java.awt.image.Raster;
import dev.geofix.platform.LruCache;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One image of the file in cells of {@code reduction}² pixels each. It is decoded in units that begin and end with a cell: a tile, or as
 * many strips as that takes.
 */
final class CellLayer {
    private static final int[] NO_DATA = {};

    private final RasterImage image;
    private final Colours colours;
    private final BlockReader reader;
    private final Cache cache;
    private final int reduction;
    private final int blocksDown;

    /** @param reduction a power of two that {@link #admits} */
    CellLayer(RasterImage image, Colours colours, BlockReader reader, Cache cache, int reduction) {
        this.image = image;
        this.colours = colours;
        this.reader = reader;
        this.cache = cache;
        this.reduction = reduction;
        // Strips of a height 2^n · odd make up a whole cell after reduction / 2^n of them.
        blocksDown = image.tiled() ? 1 : Math.max(1, reduction / Integer.lowestOneBit(image.blockHeight()));
    }

    /** Whether cells of such a size do not cross tiles. */
    static boolean admits(RasterImage image, int reduction) {
        return !image.tiled() || image.blockWidth() % reduction == 0 && image.blockHeight() % reduction == 0;
    }

    int width() {
        return Math.ceilDiv(image.width(), reduction);
    }

    int height() {
        return Math.ceilDiv(image.height(), reduction);
    }

    /**
     * Copies the cells of a rectangle; cells outside the image, and those without data, are 0.
     *
     * @param target {@code width · height} colours as {@link Colours} gives them
     * @return whether there are any data
     */
    boolean copy(int left, int top, int width, int height, int[] target) throws IOException, RefusedItemException {
        int unitWidth = image.blockWidth() / reduction;
        if (!image.tiled()) {
            unitWidth = width();
        }
        int unitHeight = (int) Math.min(height(), (long) blocksDown * image.blockHeight() / reduction);
        int right = Math.min(left + width, width());
        int bottom = Math.min(top + height, height());
        boolean any = false;
        for (int y = Math.max(0, top); y < bottom; y = (y / unitHeight + 1) * unitHeight) {
            for (int x = Math.max(0, left); x < right; x = (x / unitWidth + 1) * unitWidth) {
                int[] unit = unit(y / unitHeight, x / unitWidth);
                if (unit.length > 0) {
                    any = true;
                    int endX = Math.min(right, (x / unitWidth + 1) * unitWidth);
                    int endY = Math.min(bottom, (y / unitHeight + 1) * unitHeight);
                    for (int row = y; row < endY; row++) {
                        System.arraycopy(unit, row % unitHeight * unitWidth + x % unitWidth, target,
                                (row - top) * width + x - left, endX - x);
                    }
                }
            }
        }
        return any;
    }

    private int[] unit(int row, int column) throws IOException, RefusedItemException {
        return cache.get(this, (long) row * image.across() + column, () -> decode(row, column));
    }

    private int[] decode(int unitRow, int column) throws IOException, RefusedItemException {
        int first = unitRow * blocksDown;
        int last = Math.min(image.down(), first + blocksDown);
        int rows = (last - first - 1) * image.blockHeight() + image.rows(last - 1);
        int[] argb = new int[image.blockWidth()];
        int[] samples = new int[image.blockWidth() * image.encoding().samples()];
        CellSums sums = reduction == 1 ? null : new CellSums(reduction, image.blockWidth(), rows);
        int[] plain = reduction == 1 ? new int[image.blockWidth() * rows] : NO_DATA;
        boolean any = false;
        int y = 0;
        for (int blockRow = first; blockRow < last; blockRow++) {
            int inBlock = image.rows(blockRow);
            @Nullable
            Raster[] planes = planes(blockRow, column, inBlock);
            // A tile goes on beyond the right and lower edge of the image.
            int across = Math.min(argb.length, image.width() - column * image.blockWidth());
            int down = Math.min(inBlock, image.height() - blockRow * image.blockHeight());
            for (int i = 0; planes.length > 0 && i < down; i++) {
                colours.convert(planes, i, samples, argb);
                Arrays.fill(argb, across, argb.length, 0);
                if (sums == null) {
                    System.arraycopy(argb, 0, plain, (y + i) * argb.length, argb.length);
                } else {
                    sums.add(y + i, argb);
                }
                any = true;
            }
            y += inBlock;
        }
        return !any ? NO_DATA : sums == null ? plain : sums.means();
    }

    /** Empty where the file has no data. */
    private @Nullable Raster[] planes(int blockRow, int column, int rows) throws IOException, RefusedItemException {
        int index = blockRow * image.across() + column;
        int bands = image.encoding().planar() ? image.encoding().samples() : 1;
        @Nullable
        Raster[] planes = new Raster[bands];
        for (int band = 0; band < bands; band++) {
            if (bands == 1 || colours.uses(band)) {
                planes[band] = reader.read(image, band * image.across() * image.down() + index, rows);
                if (planes[band] == null) {
                    return new Raster[0];
                }
            }
        }
        return planes;
    }

    /** Means of the colours in squares of pixels; a cell has data when half of its pixels have. */
    private static final class CellSums {
        private final int reduction;
        private final int width;
        private final int height;
        private final int[] sums;
        private final int pixelsWide;
        private final int pixelsHigh;

        /** @param pixelsWide what is summed up, pixels; the last cell of a row has fewer where they do not divide */
        CellSums(int reduction, int pixelsWide, int pixelsHigh) {
            this.reduction = reduction;
            this.pixelsWide = pixelsWide;
            this.pixelsHigh = pixelsHigh;
            width = Math.ceilDiv(pixelsWide, reduction);
            height = Math.ceilDiv(pixelsHigh, reduction);
            sums = new int[Math.multiplyExact(4, Math.multiplyExact(width, height))];
        }

        void add(int y, int[] argb) {
            int row = y / reduction * width;
            for (int x = 0; x < argb.length; x++) {
                int colour = argb[x];
                if (colour != 0) {
                    int at = 4 * (row + x / reduction);
                    sums[at]++;
                    sums[at + 1] += colour >> 16 & 0xff;
                    sums[at + 2] += colour >> 8 & 0xff;
                    sums[at + 3] += colour & 0xff;
                }
            }
        }

        int[] means() {
            int[] means = new int[width * height];
            for (int i = 0; i < means.length; i++) {
                int count = sums[4 * i];
                int across = Math.min(reduction, pixelsWide - i % width * reduction);
                int down = Math.min(reduction, pixelsHigh - i / width * reduction);
                if (2 * count >= across * down && count > 0) {
                    means[i] = Colours.OPAQUE | mean(sums[4 * i + 1], count) << 16 | mean(sums[4 * i + 2], count) << 8
                            | mean(sums[4 * i + 3], count);
                }
            }
            return means;
        }

        private static int mean(int sum, int count) {
            return (sum + count / 2) / count;
        }
    }

    /** The parts of a picture that were used last, and what is wrong with the parts that cannot be read. */
    static final class Cache {
        private record Key(CellLayer layer, long unit) {}

        /** Decodes a part. */
        interface Decoder {
            int[] decode() throws IOException, RefusedItemException;
        }

        private static final int MOST_REFUSED = 100_000;
        /** What an entry takes beside its cells, in cells. */
        private static final int ENTRY = 32;

        private final LruCache<Key, int[]> parts;
        private final Map<Key, RefusedItemException> refused = new HashMap<>();

        /** @param mostCells four bytes each; a part that is larger is kept while it is the only one */
        Cache(long mostCells) {
            parts = new LruCache<>(mostCells, part -> part.length + ENTRY);
        }

        int[] get(CellLayer layer, long unit, Decoder decoder) throws IOException, RefusedItemException {
            Key key = new Key(layer, unit);
            int[] part = parts.get(key);
            if (part != null) {
                return part;
            }
            RefusedItemException reason = refused.get(key);
            if (reason != null) {
                throw reason;
            }
            try {
                int[] decoded = decoder.decode();
                parts.put(key, decoded);
                return decoded;
            } catch (RefusedItemException e) {
                if (refused.size() < MOST_REFUSED) {
                    refused.put(key, e);
                }
                throw e;
            }
        }
    }
}
