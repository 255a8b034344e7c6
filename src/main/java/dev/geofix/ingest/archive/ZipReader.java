package dev.geofix.ingest.archive;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
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
    public @Nullable ArchiveEntry next() throws IOException {
        ZipRecord entry = ZipRecord.read(directory);
        return entry == null
                ? null
                : new ArchiveEntry(entry.name(), entry.folder(), entry.obstacle(), () -> content(entry));
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
}
