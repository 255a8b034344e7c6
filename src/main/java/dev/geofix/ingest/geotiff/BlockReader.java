package dev.geofix.ingest.geotiff;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import dev.geofix.imaging.Completeness;
import dev.geofix.imaging.ImageFormat;
import dev.geofix.imaging.PatientInput;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/** Reads blocks of a file and decodes them. */
final class BlockReader {
    private static final TIFFImageReaderSpi PROVIDER = new TIFFImageReaderSpi();

    static {
        // Blocks of JPEG are decoded by whichever reader of JPEGs is known.
        ImageFormat.registerReaders();
    }

    private final TiffFile file;

    BlockReader(TiffFile file) {
        this.file = file;
    }

    /**
     * @param index of the block in the image's lists
     * @param rows of pixels in it
     * @return its samples, of as many bands as are kept together; null when the file has no such block, which means no data
     * @throws RefusedPartException when the block is damaged
     */
    @Nullable
    Raster read(RasterImage image, int index, int rows) throws IOException, RefusedPartException {
        long offset = image.offsets()[index];
        long count = image.counts()[index];
        if (offset == 0 || count == 0) {
            return null;
        }
        Encoding encoding = image.encoding();
        long size = encoding.size(image.blockWidth(), rows);
        if (!file.holds(offset, count)) {
            throw new RefusedPartException("the file is cut off: it ends before block " + index
                    + " of the picture; copy it again");
        }
        if (count > 2 * size + (1 << 16) && encoding.compression() != Encoding.NONE
                || count < size && encoding.compression() == Encoding.NONE) {
            throw damaged(index, count + " bytes for " + size);
        }
        ByteBuffer tiff = BlockTiff.around(encoding, image.blockWidth(), rows,
                (int) Math.min(count, 2 * size + (1 << 16)),
                file.order());
        file.readFully(offset, tiff);
        if (encoding.compression() == Encoding.JPEG
                && !JpegFrame.fits(tiff.array(), tiff.limit() - (int) count, image.blockWidth(), image.blockHeight())) {
            throw damaged(index, "a JPEG of another size");
        }
        Raster raster = decode(tiff, index);
        if (raster.getNumBands() < encoding.together() || raster.getWidth() != image.blockWidth()
                || raster.getHeight() != rows) {
            throw damaged(index, raster.getNumBands() + " colours instead of " + encoding.together());
        }
        return raster;
    }

    private static Raster decode(ByteBuffer tiff, int index) throws RefusedPartException {
        ImageReader reader = PROVIDER.createReaderInstance(null);
        try (PatientInput input = new PatientInput(tiff.array())) {
            reader.setInput(input, false, true);
            Completeness completeness = Completeness.watch(reader);
            BufferedImage image = reader.read(0);
            if (!completeness.holds()) {
                throw damaged(index, "its end is missing");
            }
            return image.getRaster();
        } catch (IOException | RuntimeException e) {
            throw damaged(index, String.valueOf(e.getMessage()));
        } finally {
            reader.dispose();
        }
    }

    private static RefusedPartException damaged(int index, String how) {
        return new RefusedPartException("block " + index + " of the picture is damaged (" + how
                + "); copy the file again or mend it");
    }

    /** The size that a JPEG tells of. A progressive one takes memory for all of it before the first row is there. */
    private static final class JpegFrame {
        private JpegFrame() {}

        /** Whether the first frame is no larger. */
        static boolean fits(byte[] bytes, int from, int width, int height) {
            int at = from + 2;
            while (at + 9 < bytes.length && (bytes[at] & 0xff) == 0xff) {
                int marker = bytes[at + 1] & 0xff;
                if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
                    int rows = number(bytes, at + 5);
                    int columns = number(bytes, at + 7);
                    return rows > 0 && rows <= height && columns > 0 && columns <= width;
                }
                at += marker == 0xff ? 1 : 2 + number(bytes, at + 2);
            }
            return false;
        }

        private static int number(byte[] bytes, int at) {
            return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
        }
    }
}
