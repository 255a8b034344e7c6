package dev.geofix.ingest.geotiff;

import dev.geofix.imaging.SampleDepth;
import java.awt.image.Raster;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Asks blocks all over an image for their {@link SampleDepth}, so that a file that is too large to be read twice is shifted as one. */
final class DepthSurvey {
    private static final int BLOCKS = 32;

    private DepthSurvey() {}

    /** How far samples are to be shifted. */
    static int shift(RasterImage image, Colours colours, BlockReader reader) throws IOException {
        SampleDepth depth = new SampleDepth();
        int blocks = image.across() * image.down();
        int step = Math.max(1, blocks / BLOCKS);
        int[] row = new int[image.blockWidth() * image.encoding().samples()];
        for (int i = step / 2; i < blocks; i += step) {
            count(image, i, colours, reader, row, depth);
        }
        return depth.shift();
    }

    private static void count(RasterImage image, int block, Colours colours, BlockReader reader, int[] row,
            SampleDepth depth) throws IOException {
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
                        boolean colour = planes > 1 || colours.isColour(at % raster.getNumBands());
                        if (colour && row[at] != colours.nodata()) {
                            depth.add(row[at]);
                        }
                    }
                }
            }
        } catch (RefusedPartException e) {
            // The squares that it is part of are refused; the others tell enough.
        }
    }
}
