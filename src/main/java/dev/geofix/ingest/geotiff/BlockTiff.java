package dev.geofix.ingest.geotiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A block of a larger file as a TIFF of its own. So a block costs what it is long, however many others the file has, and no block can
 * spoil another: the library's reader goes through all blocks of a file for every part that is read of it.
 */
final class BlockTiff {
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
