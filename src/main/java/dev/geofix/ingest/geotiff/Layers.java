package dev.geofix.ingest.geotiff;

import dev.geofix.imaging.SampleDepth;
import java.awt.image.Raster;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Chooses the overview and the reduction from which squares are cut. */
final class Layers {
    /** A coarser layer than the wanted picture by this little is taken. */
    private static final double FINER = 1.15;
    private static final int MOST_REDUCTION = 1024;
    private static final long MOST_CACHED_CELLS = 64 << 20;
    private static final int SHARE_OF_HEAP = 8;

    private Layers() {}

    /** @param shrink pixels of the full picture to one of the squares' pictures, at least 1 */
    static SquareCutter cutter(TiffFile file, OverviewPyramid pyramid, double shrink, int size) throws IOException {
        OverviewPyramid.Level level = pyramid.nearest(shrink);
        TiffDirectory main = pyramid.full();
        RasterImage image = RasterImage.of(level.directory());
        TiffDirectory maskDirectory = level.mask();
        RasterImage mask = maskDirectory == null ? null : RasterImage.of(maskDirectory);
        BlockReader reader = new BlockReader(file);
        double rest = shrink * image.width() / pyramid.width() * FINER;
        int reduction = 1;
        while (2 * reduction <= rest && reduction < MOST_REDUCTION && CellLayer.admits(image, 2 * reduction)
                && (mask == null || CellLayer.admits(mask, 2 * reduction))) {
            reduction *= 2;
        }
        // The file declares what means no data at the picture, not at its overviews.
        Colours colours = Colours.of(main, level.directory(), image.encoding());
        if (image.encoding().bits() == 16) {
            RasterImage sample = RasterImage.of(pyramid.coarsest().directory());
            colours = colours.withShift(DepthSurvey.shift(sample, colours, reader));
        }
        CellCache cache = new CellCache(
                Math.min(MOST_CACHED_CELLS, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / Integer.BYTES));
        double cells = 1.0 / reduction;
        return new SquareCutter(new CellLayer(image, colours, reader, cache, reduction),
                mask == null || maskDirectory == null
                        ? null
                        : new CellLayer(mask, Colours.of(maskDirectory, maskDirectory, mask.encoding()), reader, cache,
                                reduction),
                cells * image.width() / pyramid.width(), cells * image.height() / pyramid.height(), size);
    }

    /** Asks blocks all over an image for their {@link SampleDepth}, so that a file that is too large to be read twice is shifted as one. */
    private static final class DepthSurvey {
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
}
