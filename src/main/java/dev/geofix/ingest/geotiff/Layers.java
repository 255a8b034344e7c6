package dev.geofix.ingest.geotiff;

import java.io.IOException;

/** Chooses the overview and the reduction from which squares are cut. */
final class Layers {
    /** A coarser layer than the wanted picture by this little is taken. */
    private static final double FINER = 1.15;
    private static final int MOST_REDUCTION = 1024;
    private static final long MOST_CACHED_CELLS = 64 << 20;
    private static final int SHARE_OF_HEAP = 8;

    private Layers() {}

    /** @param shrink pixels of the full picture to one of the squares' pictures, at least 1 */
    static SquareCutter cutter(TiffFile file, Pyramid pyramid, double shrink, int size) throws IOException {
        Pyramid.Level level = pyramid.nearest(shrink);
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
}
