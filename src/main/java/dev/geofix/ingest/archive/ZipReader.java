package dev.geofix.ingest.archive;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A zip by its central directory, which is read as a stream: libraries hold all of it in memory, half a gigabyte for a million files.
 */
final class ZipReader implements ArchiveReader {
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int BUFFER = 1 << 16;

    private final FileChannel file;
    private final ZipEnd end;
    private final InputStream directory;

    private ZipReader(FileChannel file) throws IOException {
        this.file = file;
        end = ZipEnd.find(file);
        directory = directory();
    }

    /** @throws IOException when it has no end, or that end leads nowhere */
    static ZipReader open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path);
        try {
            return new ZipReader(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private InputStream directory() {
        return new BufferedInputStream(new FileRange(file, end.start(), end.length()), BUFFER);
    }

    @Override
    public @Nullable Entry next() throws IOException {
        ZipRecord entry = ZipRecord.read(directory);
        return entry == null
                ? null
                : new Entry(entry.name(), entry.folder(), entry.obstacle(), () -> content(entry));
    }

    @Override
    public boolean isIndependent() {
        return true;
    }

    @Override
    public long statedBytes() throws IOException {
        InputStream records = directory();
        long bytes = 0;
        for (ZipRecord entry = ZipRecord.read(records); entry != null; entry = ZipRecord.read(records)) {
            // Two of the longest would overflow.
            bytes = Math.min(Long.MAX_VALUE / 2, bytes + Math.min(Long.MAX_VALUE / 2, entry.size()));
        }
        return bytes;
    }

    private InputStream content(ZipRecord entry) throws IOException {
        long header = end.shift() + entry.header();
        if (header < 0 || header > end.start() - LOCAL_LENGTH) {
            throw new ZipException("it is not where the list says");
        }
        ByteBuffer local = ZipEnd.read(file, header, LOCAL_LENGTH);
        if (local.getInt(0) != LOCAL) {
            throw new ZipException("it is not where the list says");
        }
        long start = header + LOCAL_LENGTH + (local.getShort(26) & 0xffff) + (local.getShort(28) & 0xffff);
        FileRange packed = new FileRange(file, start, Math.min(entry.packed(), Math.max(0, end.start() - start)));
        return new CheckedContent(unpacked(entry.method(), packed), entry.size(), entry.crc());
    }

    private static InputStream unpacked(int method, FileRange packed) throws IOException {
        return switch (method) {
            case ZipRecord.STORED -> packed;
            case ZipRecord.DEFLATED -> new Inflated(packed);
            case ZipRecord.DEFLATED_64 -> new Deflate64CompressorInputStream(new BufferedInputStream(packed));
            case ZipRecord.BZIP2 -> new BZip2CompressorInputStream(new BufferedInputStream(packed));
            default -> throw new ZipException("method " + method);
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Frees the native memory; the zero byte at the end is what zlib asks for where there is no header. */
    private static final class Inflated extends InflaterInputStream {
        Inflated(InputStream packed) {
            super(new SequenceInputStream(packed, new ByteArrayInputStream(new byte[1])), new Inflater(true), BUFFER);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }

    /** A zip entry's content, held to the length and the checksum that the archive states. */
    private static final class CheckedContent extends FilterInputStream {
        private final long size;
        private final long crc;
        private final CRC32 sum = new CRC32();
        private long count;

        CheckedContent(InputStream content, long size, long crc) {
            super(content);
            this.size = size;
            this.crc = crc;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            if (read > 0) {
                count += read;
                sum.update(target, offset, read);
            }
            if (count > size || read < 0 && count < size) {
                throw new ZipException("its length is another than the list says");
            }
            if (read < 0 && sum.getValue() != crc) {
                throw new ZipException("its checksum is wrong");
            }
            return read;
        }
    }

    /**
     * Where a zip's central directory lies, from the record at its end (APPNOTE 6.3.10, 4.3.14 to 4.3.16).
     *
     * @param start of the directory in the file
     * @param length of the directory
     * @param shift what must be added to the archive's own positions, because something stands before it in the file
     */
    private record ZipEnd(long start, long length, long shift) {
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
}
