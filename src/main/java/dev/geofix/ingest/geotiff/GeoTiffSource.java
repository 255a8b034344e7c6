package dev.geofix.ingest.geotiff;

import dev.geofix.gallery.NewTile;
import dev.geofix.gallery.TileId;
import dev.geofix.imaging.ImageFile;
import dev.geofix.imaging.RgbImage;
import dev.geofix.ingest.source.RefusedItemException;
import dev.geofix.ingest.source.Shard;
import dev.geofix.ingest.source.TileSource;
import dev.geofix.ingest.source.UnusableSourceException;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * An orthomosaic or satellite picture in one GeoTIFF, cut into squares of ground with north up. The squares and their order follow from
 * the file's header and the wanted size alone, so that an interrupted import finds them again.
 *
 * <p>Pixels are read a block at a time and the last ones kept, so that memory does not grow with the file.
 */
public final class GeoTiffSource implements TileSource {
    /** Pixels a side of a tile, unless the picture is coarser. */
    private static final int SIZE = 512;
    /** Fewer show nothing. */
    private static final int LEAST_SIZE = 32;
    /** Share of a tile's side that the picture must have. */
    private static final double LEAST_SHARE = 0.7;
    private static final float QUALITY = 0.95f;
    private static final double MOST_OVERLAP = 0.9;

    private final TiffFile file;
    private final SquareGrid grid;
    private final SquareCutter cutter;
    private final String prefix;
    private final long total;

    private GeoTiffSource(TiffFile file, double groundMeters, double overlap) throws IOException {
        this.file = file;
        List<TiffDirectory> directories = file.directories();
        GeoReference reference = GeoReference.of(file, directories.getFirst());
        OverviewPyramid pyramid = OverviewPyramid.of(directories);
        try {
            grid = new SquareGrid(reference, pyramid.width(), pyramid.height(), groundMeters, overlap);
            double pixels = grid.central().pixels();
            checkSize(pixels, groundMeters);
            int size = (int) Math.min(SIZE, Math.rint(pixels));
            cutter = SquareCutter.of(file, pyramid, pixels / size, size);
        } catch (UnusableSourceException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw file.unusable("has a georeference that is not one of its coordinate system: " + e.getMessage()
                    + ". Compare the corners that gdalinfo " + file.name() + " tells, and set it again: gdal_edit.py.");
        }
        prefix = stem(file.name()) + "-" + plain(groundMeters) + "m-";
        long[] count = new long[1];
        grid.forEach(square -> count[0]++);
        total = count[0];
        if (total == 0) {
            throw file.unusable("does not fill half of any tile of " + plain(groundMeters)
                    + " m. Give smaller groundMeters.");
        }
    }

    /**
     * @param groundMeters side of the tiles on the ground, metres
     * @param overlap share of the side that neighbours have in common, 0 … 0.9
     * @throws UserException when the side or the overlap is out of range
     * @throws UnusableSourceException when the file cannot be cut so; the message tells the way out
     */
    public static GeoTiffSource open(Path file, double groundMeters, double overlap) throws IOException {
        if (!(groundMeters > 0 && groundMeters < Double.POSITIVE_INFINITY && overlap >= 0 && overlap <= MOST_OVERLAP)) {
            throw new UserException("groundMeters must be above 0 and overlap 0 to " + MOST_OVERLAP
                    + ", not " + groundMeters + " and " + overlap);
        }
        TiffFile opened = TiffFile.open(file);
        try {
            return new GeoTiffSource(opened, groundMeters, overlap);
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void checkSize(double pixels, double groundMeters) {
        if (!(pixels >= LEAST_SIZE)) {
            throw file.unusable("has pixels of " + plain(groundMeters / pixels) + " m, too coarse for tiles of "
                    + plain(groundMeters) + " m. Give groundMeters of at least "
                    + plain(Math.ceil(LEAST_SIZE * groundMeters / pixels)) + ".");
        }
        if (grid.shorterSide() < LEAST_SHARE * groundMeters) {
            throw file.unusable("shows " + plain(grid.shorterSide()) + " m across, less than a tile of "
                    + plain(groundMeters) + " m. Give groundMeters of at most " + plain(Math.floor(grid.shorterSide()))
                    + ".");
        }
        if (grid.isTooLarge()) {
            throw file
                    .unusable("would be cut into more than 20 million tiles. Give larger groundMeters, or cut the file "
                            + "into several: gdal_translate -srcwin.");
        }
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.of(total);
    }

    @Override
    public void read(Shard shard, Sink sink) throws IOException {
        grid.forEach(square -> {
            double[] corners = square.corners();
            String id = prefix + Math.round((corners[0] + corners[4]) / 2) + "-"
                    + Math.round((corners[1] + corners[5]) / 2);
            if (!shard.has(id)) {
                return;
            }
            NewTile tile;
            try {
                RgbImage picture = cutter.cut(square);
                if (picture == null) {
                    sink.skip(id);
                    return;
                }
                tile = new NewTile(new TileId(id), square.center(), square.bounds(), Map.of("source", file.name()),
                        ImageFile.jpeg(picture.toBufferedImage(), QUALITY));
            } catch (RefusedItemException e) {
                sink.refuse(id, e.reason());
                return;
            }
            sink.tile(id, tile);
        });
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** The file's name as a tile's id may have it. */
    private static String stem(String name) {
        String stem = name.replaceFirst("(?i)\\.tiff?$", "").replaceAll("[/\\\\;%\\p{C}]", "_").strip();
        return stem.length() > 100 ? stem.substring(0, 100) : stem;
    }

    /** Without a fraction where there is none. */
    private static String plain(double number) {
        double rounded = Math.rint(number * 1000) / 1000;
        return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e9
                ? String.valueOf((long) rounded)
                : String.valueOf(rounded);
    }
}
