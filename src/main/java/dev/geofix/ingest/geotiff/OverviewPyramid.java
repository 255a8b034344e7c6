package dev.geofix.ingest.geotiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The picture with its overviews and masks. */
final class OverviewPyramid {
    /** What the wanted picture may be finer than an overview that it is made of. */
    private static final double FINER = 1.15;
    private static final int REDUCED = 1;
    private static final int MASK = 4;

    /** An image and what it hides. */
    record Level(TiffDirectory directory, @Nullable TiffDirectory mask) {}

    private final List<Level> levels = new ArrayList<>();
    private final int width;
    private final int height;

    private OverviewPyramid(List<TiffDirectory> directories) throws IOException {
        TiffDirectory main = directories.getFirst();
        width = size(main, Tag.WIDTH);
        height = size(main, Tag.HEIGHT);
        for (TiffDirectory each : directories) {
            long type = each.number(Tag.SUBFILE_TYPE, 0);
            boolean belongs = each == main || (type & (REDUCED | MASK)) == REDUCED && isReduction(each);
            if (belongs) {
                levels.add(new Level(each, mask(directories, each)));
            }
        }
    }

    static OverviewPyramid of(List<TiffDirectory> directories) throws IOException {
        return new OverviewPyramid(directories);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    private static int size(TiffDirectory image, int tag) throws IOException {
        long size = image.number(tag, 0);
        if (size < 1 || size > Integer.MAX_VALUE) {
            throw image.file().unusable("has a damaged header: a side of " + size + " pixels. Copy it again.");
        }
        return (int) size;
    }

    /** Whether its sides are those of the picture, divided alike. */
    private boolean isReduction(TiffDirectory image) throws IOException {
        int w = size(image, Tag.WIDTH);
        int h = size(image, Tag.HEIGHT);
        return w < width && h <= height && Math.abs((double) w / width * height - h) <= 2;
    }

    private static @Nullable TiffDirectory mask(List<TiffDirectory> all, TiffDirectory image) throws IOException {
        for (TiffDirectory each : all) {
            if ((each.number(Tag.SUBFILE_TYPE, 0) & MASK) != 0
                    && each.number(Tag.WIDTH, 0) == image.number(Tag.WIDTH, 0)
                    && each.number(Tag.HEIGHT, 0) == image.number(Tag.HEIGHT, 0)) {
                return each;
            }
        }
        return null;
    }

    /** @param shrink pixels of the picture to one that is wanted; the level that is nearest to that and hardly coarser */
    Level nearest(double shrink) throws IOException {
        Level best = levels.getFirst();
        double most = 1;
        for (Level each : levels) {
            double reduced = (double) width / size(each.directory(), Tag.WIDTH);
            if (reduced <= shrink * FINER && reduced > most) {
                best = each;
                most = reduced;
            }
        }
        return best;
    }

    TiffDirectory full() {
        return levels.getFirst().directory();
    }

    /** The smallest. */
    Level coarsest() throws IOException {
        return nearest(Double.POSITIVE_INFINITY);
    }
}
