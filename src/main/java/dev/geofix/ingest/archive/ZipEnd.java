package dev.geofix.ingest.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.ZipException;

/**
 * Where a zip's central directory lies, from the record at its end (APPNOTE 6.3.10, 4.3.14 to 4.3.16).
 *
 * @param start of the directory in the file
 * @param length of the directory
 * @param shift what must be added to the archive's own positions, because something stands before it in the file
 */
record ZipEnd(long start, long length, long shift) {
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_LENGTH = 56;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_LENGTH = 20;

    static ZipEnd find(FileChannel file) throws IOException {
        long tailStart = Math.max(0, file.size() - END_LENGTH - LONGEST_COMMENT - LOCATOR_LENGTH);
        ByteBuffer tail = read(file, tailStart, (int) (file.size() - tailStart));
        for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END && at + END_LENGTH + (tail.getShort(at + 20) & 0xffff) <= tail.limit()) {
                return of(file, tail, tailStart, at);
            }
        }
        throw new ZipException("it has no end; it is cut off, or still being copied");
    }

    private static ZipEnd of(FileChannel file, ByteBuffer tail, long tailStart, int at) throws IOException {
        if (at >= LOCATOR_LENGTH && tail.getInt(at - LOCATOR_LENGTH) == LOCATOR) {
            return of64(file, tail.getLong(at - LOCATOR_LENGTH + 8), tailStart + at - LOCATOR_LENGTH);
        }
        if (tail.getShort(at + 4) != 0) {
            throw new ZipException("it is one part of several; join them");
        }
        return checked(tailStart + at, Integer.toUnsignedLong(tail.getInt(at + 12)),
                Integer.toUnsignedLong(tail.getInt(at + 16)));
    }

    /** @param stated where the record should be; it stands right before the locator when the archive was moved within the file */
    private static ZipEnd of64(FileChannel file, long stated, long locator) throws IOException {
        for (long at : new long[]{stated, locator - END_64_LENGTH}) {
            if (at >= 0 && at <= file.size() - END_64_LENGTH) {
                ByteBuffer end = read(file, at, END_64_LENGTH);
                if (end.getInt(0) == END_64) {
                    return checked(at, end.getLong(40), end.getLong(48));
                }
            }
        }
        throw new ZipException("its end is damaged");
    }

    private static ZipEnd checked(long end, long length, long stated) throws ZipException {
        long start = end - length;
        if (length < 0 || start < 0 || stated < 0 || stated > start) {
            throw new ZipException("its end does not fit to the rest; it is damaged or cut off at its beginning");
        }
        return new ZipEnd(start, length, start - stated);
    }

    static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(new FileRange(file, position, length).readNBytes(length))
                .order(ByteOrder.LITTLE_ENDIAN);
        if (buffer.remaining() < length) {
            throw new ZipException("it is cut off");
        }
        return buffer;
    }
}
