package dev.geofix.ingest.geotiff;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import dev.geofix.imaging.Completeness;
import dev.geofix.imaging.ImageFormat;
import dev.geofix.imaging.LimitedImageInput;
import dev.geofix.ingest.source.RefusedItemException;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
     * @throws RefusedItemException when the block is damaged
     */
    @Nullable
    Raster read(RasterImage image, int index, int rows) throws IOException, RefusedItemException {
        long offset = image.offsets()[index];
        long count = image.counts()[index];
        if (offset == 0 || count == 0) {
            return null;
        }
        Encoding encoding = image.encoding();
        long size = encoding.size(image.blockWidth(), rows);
        if (!file.holds(offset, count)) {
            throw new RefusedItemException("the file is cut off: it ends before block " + index
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

    private static Raster decode(ByteBuffer tiff, int index) throws RefusedItemException {
        ImageReader reader = PROVIDER.createReaderInstance(null);
        try (LimitedImageInput input = new LimitedImageInput(tiff.array())) {
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

    private static RefusedItemException damaged(int index, String how) {
        return new RefusedItemException("block " + index + " of the picture is damaged (" + how
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

    /**
     * A block of a larger file as a TIFF of its own. So a block costs what it is long, however many others the file has, and no block can
     * spoil another: the library's reader goes through all blocks of a file for every part that is read of it.
     */
    private static final class BlockTiff {
        private static final int BYTE = 7;
        private static final int SHORT = 3;
        private static final int LONG = 4;
        private static final int MOST_FIELDS = 16;
        private static final int HEADER = 8;

        private final ByteBuffer buffer;
        private int fields;
        private int end;

        private BlockTiff(int capacity, ByteOrder order) {
            buffer = ByteBuffer.allocate(capacity).order(order);
            end = HEADER + 2 + 12 * MOST_FIELDS + 4;
        }

        /**
         * A file but for its data, which go from the buffer's position to its limit.
         *
         * @param length bytes of the data
         */
        static ByteBuffer around(Encoding encoding, int width, int height, int length, ByteOrder order) {
            int samples = encoding.together();
            byte[] tables = encoding.jpegTables();
            int room = 512 + 4 * samples + (tables == null ? 0 : tables.length);
            BlockTiff tiff = new BlockTiff(Math.addExact(room, length), order);
            tiff.buffer.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4D4D)).putShort((short) 42)
                    .putInt(HEADER).putShort((short) 0);
            int photometric = photometric(encoding, samples);
            tiff.number(Tag.WIDTH, width);
            tiff.number(Tag.HEIGHT, height);
            tiff.repeated(Tag.BITS, encoding.bits(), samples);
            tiff.number(Tag.COMPRESSION, encoding.compression());
            tiff.number(Tag.PHOTOMETRIC, photometric);
            tiff.number(Tag.FILL_ORDER, encoding.fillOrder());
            int offset = tiff.number(Tag.STRIP_OFFSETS, 0);
            tiff.number(Tag.SAMPLES, samples);
            tiff.number(Tag.ROWS_PER_STRIP, height);
            tiff.number(Tag.STRIP_COUNTS, length);
            tiff.number(Tag.PREDICTOR, encoding.predictor());
            int colours = photometric == Encoding.BLACK_IS_ZERO ? 1 : 3;
            if (samples > colours) {
                tiff.repeated(Tag.EXTRA_SAMPLES, 0, samples - colours);
            }
            tiff.tables(tables);
            if (photometric == Encoding.YCBCR) {
                int[] subsampling = encoding.subsampling();
                tiff.field(Tag.YCBCR_SUBSAMPLING, SHORT, 2);
                tiff.buffer.putShort((short) subsampling[0]).putShort((short) subsampling[1]);
            }
            tiff.buffer.putInt(0).putShort(HEADER, (short) tiff.fields).putInt(offset, tiff.end);
            return tiff.buffer.position(tiff.end).limit(tiff.end + length);
        }

        /** Bands are colours wherever there are three; which is which is told elsewhere. */
        private static int photometric(Encoding encoding, int samples) {
            if (encoding.photometric() == Encoding.YCBCR) {
                return Encoding.YCBCR;
            }
            return samples < 3 ? Encoding.BLACK_IS_ZERO : Encoding.RGB;
        }

        private void tables(byte @Nullable [] tables) {
            if (tables != null && tables.length > 4) {
                field(Tag.JPEG_TABLES, BYTE, tables.length);
                buffer.putInt(end).put(end, tables);
                end += tables.length + tables.length % 2;
            }
        }

        /** @return where the number stands */
        private int number(int tag, int number) {
            field(tag, LONG, 1);
            buffer.putInt(number);
            return buffer.position() - 4;
        }

        private void repeated(int tag, int number, int times) {
            field(tag, SHORT, times);
            if (times <= 2) {
                buffer.putShort((short) number).putShort((short) (times == 2 ? number : 0));
                return;
            }
            buffer.putInt(end);
            for (int i = 0; i < times; i++, end += 2) {
                buffer.putShort(end, (short) number);
            }
        }

        private void field(int tag, int type, int count) {
            buffer.putShort((short) tag).putShort((short) type).putInt(count);
            fields++;
        }
    }
}
