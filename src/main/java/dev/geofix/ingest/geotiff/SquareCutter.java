package dev.geofix.ingest.geotiff;

import dev.geofix.imaging.RgbImage;
import dev.geofix.imaging.SampleDepth;
import dev.geofix.imaging.Warp;
import dev.geofix.ingest.source.RefusedItemException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Pictures of squares, from the layer whose cells are about as fine as what is wanted. */
final class SquareCutter {
    private static final long MOST_CELLS = 24_000_000;
    /** The part of the layer is larger than the square by this, for the samples between its outermost cells. */
    private static final int MARGIN = 2;
    /** Sides of the part are divisible by this, so that halving it moves nothing. */
    private static final int EVEN = 16;
    private static final int LOOKS = 64;
    /** A layer that is coarser than the wanted picture by this little is taken. */
    private static final double FINER = 1.15;
    private static final int MOST_REDUCTION = 1024;
    private static final long MOST_CACHED_CELLS = 64 << 20;
    private static final int SHARE_OF_HEAP = 8;

    private final CellLayer layer;
    private final @Nullable CellLayer mask;
    private final double scaleX;
    private final double scaleY;
    private final int size;

    /**
     * @param scaleX cells of the layer to a pixel of the full picture
     * @param size of the pictures, pixels a side
     */
    private SquareCutter(CellLayer layer, @Nullable CellLayer mask, double scaleX, double scaleY, int size) {
        this.layer = layer;
        this.mask = mask;
        this.scaleX = scaleX;
        this.scaleY = scaleY;
        this.size = size;
    }

    /**
     * Chooses the overview and the reduction from which squares are cut.
     *
     * @param shrink pixels of the full picture to one of the squares' pictures, at least 1
     */
    static SquareCutter of(TiffFile file, OverviewPyramid pyramid, double shrink, int size) throws IOException {
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
        CellLayer.Cache cache = new CellLayer.Cache(
                Math.min(MOST_CACHED_CELLS, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / Integer.BYTES));
        double cells = 1.0 / reduction;
        return new SquareCutter(new CellLayer(image, colours, reader, cache, reduction),
                mask == null || maskDirectory == null
                        ? null
                        : new CellLayer(mask, Colours.of(maskDirectory, maskDirectory, mask.encoding()), reader, cache,
                                reduction),
                cells * image.width() / pyramid.width(), cells * image.height() / pyramid.height(), size);
    }

    /** Null when there are too few data. Where some are missing, the picture has the colour that stands for nothing seen. */
    @Nullable
    RgbImage cut(GroundSquare square) throws IOException, RefusedItemException {
        double least = Math.floor(least(square.corners(), 0) * scaleX) - MARGIN;
        double highest = Math.floor(least(square.corners(), 1) * scaleY) - MARGIN;
        double across = EVEN * Math.ceil((most(square.corners(), 0) * scaleX + MARGIN - least) / EVEN);
        double down = EVEN * Math.ceil((most(square.corners(), 1) * scaleY + MARGIN - highest) / EVEN);
        if (!(across * down <= MOST_CELLS)) {
            throw new RefusedItemException("it shows " + across + " x " + down
                    + " pixels, too many to be read at once; add overviews (gdaladdo) or choose smaller tiles");
        }
        int left = (int) least;
        int top = (int) highest;
        int width = (int) across;
        int height = (int) down;
        BufferedImage part = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int[] cells = ((DataBufferInt) part.getRaster().getDataBuffer()).getData();
        if (!layer.copy(left, top, width, height, cells)) {
            return null;
        }
        if (mask != null) {
            int[] shown = new int[cells.length];
            mask.copy(left, top, width, height, shown);
            for (int i = 0; i < cells.length; i++) {
                cells[i] = shown[i] == 0 ? 0 : cells[i];
            }
        }
        if (share(square.toPixels(LOOKS), left, top, width, cells) < SquareGrid.MOST_OF_IT) {
            return null;
        }
        return Warp.projective(RgbImage.of(part), toPart(square.toPixels(size), left, top), size, size,
                Warp.Edge.REFLECT);
    }

    private double[] toPart(double[] toPixels, int left, int top) {
        double[] map = toPixels.clone();
        for (int i = 0; i < 3; i++) {
            map[i] = toPixels[i] * scaleX - left * toPixels[6 + i];
            map[3 + i] = toPixels[3 + i] * scaleY - top * toPixels[6 + i];
        }
        return map;
    }

    private double share(double[] toPixels, int left, int top, int width, int[] cells) {
        double[] map = toPart(toPixels, left, top);
        int found = 0;
        for (int v = 0; v < LOOKS; v++) {
            for (int u = 0; u < LOOKS; u++) {
                double w = map[6] * (u + 0.5) + map[7] * (v + 0.5) + map[8];
                int x = (int) ((map[0] * (u + 0.5) + map[1] * (v + 0.5) + map[2]) / w);
                int y = (int) ((map[3] * (u + 0.5) + map[4] * (v + 0.5) + map[5]) / w);
                int at = x >= 0 && x < width && y >= 0 ? y * width + x : cells.length;
                found += at >= cells.length || cells[at] == 0 ? 0 : 1;
            }
        }
        return (double) found / (LOOKS * LOOKS);
    }

    private static double least(double[] corners, int axis) {
        return Math.min(Math.min(corners[axis], corners[2 + axis]), Math.min(corners[4 + axis], corners[6 + axis]));
    }

    private static double most(double[] corners, int axis) {
        return Math.max(Math.max(corners[axis], corners[2 + axis]), Math.max(corners[4 + axis], corners[6 + axis]));
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
            } catch (RefusedItemException e) {
                // The squares that it is part of are refused; the others tell enough.
            }
        }
    }
}
