package dev.geofix.ingest.geotiff;

import java.io.IOException;

/**
 * One image of the file: the picture, an overview or a mask. A strip is a block as wide as the image.
 *
 * @param blockHeight rows of a block; the last strip has fewer where the image ends
 * @param offsets of the blocks, row by row, one sample after the other where they are apart; 0 for a block that is not there
 * @param counts bytes of the blocks
 */
record RasterImage(int width, int height, int blockWidth, int blockHeight, boolean tiled, Encoding encoding,
        long[] offsets, long[] counts) {
    /** Decoded bytes of a block, at most. */
    private static final long MOST_BYTES = 64 << 20;
    private static final int MOST_PIXELS = 1 << 24;
    /** Bytes of the pieces into which a long strip without compression is split. */
    private static final int PIECE = 1 << 18;

    /** @throws dev.geofix.ingest.source.UnusableSourceException when the blocks are not those of such an image, or too large */
    static RasterImage of(TiffDirectory image) throws IOException {
        TiffFile file = image.file();
        Encoding encoding = Encoding.of(image);
        long width = image.number(Tag.WIDTH, 0);
        long height = image.number(Tag.HEIGHT, 0);
        boolean tiled = image.has(Tag.TILE_OFFSETS);
        long blockWidth = tiled ? image.number(Tag.TILE_WIDTH, 0) : width;
        long blockHeight = tiled ? image.number(Tag.TILE_HEIGHT, 0) : Math.min(height, rowsPerStrip(image));
        if (!(positive(width) && positive(height) && positive(blockWidth) && positive(blockHeight))) {
            throw file.unusable("has a damaged header: " + width + " x " + height + " pixels in blocks of "
                    + blockWidth + " x " + blockHeight + ". Copy it again.");
        }
        long[] offsets = image.numbers(tiled ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS);
        long[] counts = image.numbers(tiled ? Tag.TILE_COUNTS : Tag.STRIP_COUNTS);
        long blocks = Math.ceilDiv(width, blockWidth) * Math.ceilDiv(height, blockHeight)
                * (encoding.planar() ? encoding.samples() : 1);
        if (offsets == null || counts == null || offsets.length < blocks || counts.length < blocks) {
            throw file.unusable("has a damaged header: it tells of " + (offsets == null ? 0 : offsets.length)
                    + " blocks where there must be " + blocks + ". Write it again: gdal_translate " + file.name()
                    + " out.tif.");
        }
        RasterImage found = new RasterImage((int) width, (int) height, (int) blockWidth, (int) blockHeight, tiled,
                encoding, offsets, counts);
        return found.split().checked(file);
    }

    private static long rowsPerStrip(TiffDirectory image) throws IOException {
        return image.number(Tag.ROWS_PER_STRIP, Integer.MAX_VALUE);
    }

    private static boolean positive(long number) {
        return number > 0 && number <= Integer.MAX_VALUE;
    }

    int across() {
        return Math.ceilDiv(width, blockWidth);
    }

    int down() {
        return Math.ceilDiv(height, blockHeight);
    }

    /** Rows of the blocks of such a row of blocks. */
    int rows(int blockRow) {
        return tiled ? blockHeight : (int) Math.min(blockHeight, height - (long) blockRow * blockHeight);
    }

    private RasterImage checked(TiffFile file) {
        if (encoding.size(blockWidth, blockHeight) > MOST_BYTES || (long) blockWidth * blockHeight > MOST_PIXELS) {
            throw file.unusable("has blocks of " + blockWidth + " x " + blockHeight
                    + " pixels, which take too much memory at once. Write it in tiles: gdal_translate -co TILED=YES -co "
                    + "COMPRESS=DEFLATE " + file.name() + " out.tif.");
        }
        return this;
    }

    /** Strips without compression are as many rows, each of which can be read by itself. */
    private RasterImage split() {
        long row = encoding.size(blockWidth, 1);
        int rows = (int) Math.max(1, PIECE / row);
        if (tiled || encoding.planar() || encoding.compression() != Encoding.NONE || blockHeight <= rows) {
            return this;
        }
        // A piece must not reach into another strip.
        while (down() > 1 && blockHeight % rows != 0) {
            rows--;
        }
        int pieces = Math.ceilDiv(height, rows);
        long[] starts = new long[pieces];
        long[] lengths = new long[pieces];
        for (int i = 0; i < pieces; i++) {
            int strip = (int) ((long) i * rows / blockHeight);
            long before = ((long) i * rows - (long) strip * blockHeight) * row;
            starts[i] = offsets[strip] == 0 ? 0 : offsets[strip] + before;
            lengths[i] = Math.min(Math.max(0, counts[strip] - before), row * Math.min(rows, height - i * rows));
        }
        return new RasterImage(width, height, blockWidth, rows, false, encoding, starts, lengths);
    }
}
