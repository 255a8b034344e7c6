package dev.geofix.gallery.source.geotiff;

import java.awt.image.Raster;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Which bits of 16 hold the picture. Cameras of 10 to 14 bits, and satellites, are often kept in 16 with the upper bits empty; cut to the
 * upper eight they would be black.
 */
final class SampleDepth {
    private static final int BLOCKS = 32;
    /** Share of the samples that may be brighter than white. */
    private static final double GLARE = 0.001;
    private static final int EIGHT = 8;

    private SampleDepth() {}

    /** How far samples are to be shifted, judged by blocks all over the image. */
    static int shift(RasterImage image, Colours colours, BlockReader reader) throws IOException {
        int[] histogram = new int[17];
        int blocks = image.across() * image.down();
        int step = Math.max(1, blocks / BLOCKS);
        int[] row = new int[image.blockWidth() * image.encoding().samples()];
        for (int i = step / 2; i < blocks; i += step) {
            count(image, i, colours, reader, row, histogram);
        }
        long total = 0;
        for (int count : histogram) {
            total += count;
        }
        long brighter = 0;
        for (int bits = 16; bits > EIGHT && total > 0; bits--) {
            brighter += histogram[bits];
            if (brighter > GLARE * total) {
                return bits - EIGHT;
            }
        }
        return total > 0 ? 0 : EIGHT;
    }

    private static void count(RasterImage image, int block, Colours colours, BlockReader reader, int[] row,
            int[] histogram) throws IOException {
        try {
            int rows = image.rows(block / image.across());
            int planes = image.encoding().planar() ? image.encoding().samples() : 1;
            for (int plane = 0; plane < planes; plane++) {
                @Nullable
                Raster raster = planes == 1 || colours.isColour(plane)
                        ? reader.read(image, plane * image.across() * image.down() + block, rows)
                        : null;
                for (int y = 0; raster != null && y < rows; y++) {
                    raster.getPixels(0, y, raster.getWidth(), 1, row);
                    for (int at = 0; at < raster.getWidth() * raster.getNumBands(); at++) {
                        if (planes > 1 || colours.isColour(at % raster.getNumBands())) {
                            add(row[at], colours.nodata(), histogram);
                        }
                    }
                }
            }
        } catch (RefusedPartException e) {
            // The squares that it is part of are refused; the others tell enough.
        }
    }

    private static void add(int sample, int nodata, int[] histogram) {
        if (sample != 0 && sample != nodata) {
            histogram[Integer.SIZE - Integer.numberOfLeadingZeros(sample)]++;
        }
    }
}
