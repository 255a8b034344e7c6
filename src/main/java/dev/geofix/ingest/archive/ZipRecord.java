package dev.geofix.ingest.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * One record of a zip's central directory (APPNOTE 6.3.10, 4.3.12).
 *
 * @param packed length of its data in the archive
 * @param size length of its data, unpacked
 * @param header where its local header stands, as the archive counts
 */
record ZipRecord(String name, int flags, int method, long crc, long packed, long size, long header, boolean link) {
    static final int STORED = 0;
    static final int DEFLATED = 8;
    static final int DEFLATED_64 = 9;
    static final int BZIP2 = 12;

    private static final int SIGNATURE = 0x02014b50;
    private static final int LENGTH = 46;
    private static final int ENCRYPTED = 1;
    private static final int UNIX = 3;
    private static final int FILE_TYPE = 0xf000;
    private static final int SYMBOLIC_LINK = 0xa000;
    private static final int ZIP64 = 1;
    private static final long IN_ZIP64 = 0xffffffffL;
    private static final Charset DOS = Charset.forName("IBM437");

    /** Null when another kind of record, or nothing, follows. */
    static @Nullable ZipRecord read(InputStream directory) throws IOException {
        ByteBuffer head = ByteBuffer.wrap(directory.readNBytes(LENGTH)).order(ByteOrder.LITTLE_ENDIAN);
        if (head.remaining() == 0 || head.remaining() >= Integer.BYTES && head.getInt(0) != SIGNATURE) {
            return null;
        }
        if (head.remaining() < LENGTH) {
            throw new ZipException("the list of files is cut off");
        }
        byte[] name = directory.readNBytes(head.getShort(28) & 0xffff);
        ByteBuffer extra = ByteBuffer.wrap(directory.readNBytes(head.getShort(30) & 0xffff))
                .order(ByteOrder.LITTLE_ENDIAN);
        directory.skipNBytes(head.getShort(32) & 0xffff);
        ByteBuffer large = zip64(extra);
        long size = longer(head.getInt(24), large);
        long packed = longer(head.getInt(20), large);
        long header = longer(head.getInt(42), large);
        int madeBy = head.get(5);
        int mode = head.getInt(38) >>> 16;
        return new ZipRecord(decode(name), head.getShort(8), head.getShort(10) & 0xffff,
                Integer.toUnsignedLong(head.getInt(16)), packed, size, header,
                madeBy == UNIX && (mode & FILE_TYPE) == SYMBOLIC_LINK);
    }

    boolean folder() {
        return name.endsWith("/") || name.endsWith("\\");
    }

    String obstacle() {
        if ((flags & ENCRYPTED) != 0) {
            return "it is encrypted; pack it without a password";
        }
        if (link) {
            return "it is a link; pack the file itself";
        }
        return switch (method) {
            case STORED, DEFLATED, DEFLATED_64, BZIP2 -> "";
            default -> "it is packed by method " + method + "; pack it by deflate, which every program can";
        };
    }

    /** Values that do not fit into the record stand in an extra field, in this order. */
    private static long longer(int value, ByteBuffer zip64) throws ZipException {
        long unsigned = Integer.toUnsignedLong(value);
        if (unsigned != IN_ZIP64) {
            return unsigned;
        }
        if (zip64.remaining() < Long.BYTES) {
            throw new ZipException("a length in the list of files is missing");
        }
        long large = zip64.getLong();
        if (large < 0) {
            throw new ZipException("a length in the list of files is negative");
        }
        return large;
    }

    private static ByteBuffer zip64(ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            int id = extra.getShort() & 0xffff;
            int length = Math.min(extra.getShort() & 0xffff, extra.remaining());
            if (id == ZIP64) {
                return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            }
            extra.position(extra.position() + length);
        }
        return ByteBuffer.allocate(0);
    }

    /** Most programs write UTF-8, some without saying so; what is none is in the code page of DOS. */
    private static String decode(byte[] name) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
        } catch (CharacterCodingException e) {
            return new String(name, DOS);
        }
    }
}
