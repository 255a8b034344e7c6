package dev.geofix.vectorindex;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encoded vectors in a file, one record a slot: CRC-32C of the rest, the file's mark, id, content, vector. Records are read through a
 * memory mapping, and the sum tells whether one is what it should be. They are written by plain writes, so that a full disk is an
 * exception and not a fault. File and mapping grow in steps that double up to some 140 MB for 8192 values; what was not
 * written yet takes no room on the disk.
 */
final class RecordFile implements AutoCloseable {
    /** Bytes of a record before its encoded vector. */
    static final int HEADER = 32;

    private static final int FIRST_CHUNK = 64;
    private static final int LAST_CHUNK = 16_384;
    /** Chunks until the last size is reached: 64, 64, 128, 256 … 8192. */
    private static final int GROWING = 9;

    private static final Logger log = LoggerFactory.getLogger(RecordFile.class);

    private final Path path;
    private final long mark;
    private final int recordBytes;
    private final Arena arena = Arena.ofShared();
    private volatile @Nullable RandomAccessFile file;
    /** Replaced as a whole when it grows, so that readers need no lock. */
    private volatile MemorySegment[] chunks = {};
    private volatile boolean complained;

    /**
     * A file that is made with its first record.
     *
     * @param mark in every record; another file's records are not taken for this one's
     */
    RecordFile(Path path, long mark, int dimension) {
        this.path = path;
        this.mark = mark;
        recordBytes = HEADER + Int8Vector.length(dimension);
    }

    /**
     * Over a file that is there already.
     *
     * @param slots of which it holds records
     */
    static RecordFile open(Path path, long mark, int dimension, int slots) throws IOException {
        RecordFile records = new RecordFile(path, mark, dimension);
        try {
            if (slots > 0) {
                records.reach(slots - 1);
            }
            return records;
        } catch (IOException | RuntimeException e) {
            records.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    long mark() {
        return mark;
    }

    /** Room for a record: {@value #HEADER} bytes, then the encoded vector. */
    byte[] buffer() {
        return new byte[recordBytes];
    }

    /** A record that cannot be written is left out, and said so once. */
    synchronized void write(int slot, long id, long content, byte[] encoded) {
        try {
            RandomAccessFile reached = reach(slot);
            reached.seek((long) slot * recordBytes);
            reached.write(record(id, content, encoded));
            complained = false;
        } catch (IOException e) {
            if (!complained) {
                complained = true;
                log.warn(
                        "{} cannot be written ({}). Searches stay right, but read from the database and are slower until it can.",
                        path, e.toString());
            }
        }
    }

    /**
     * Copies the record of a slot, as it stands in the file at this moment.
     *
     * @return whether it is whole and of this id and content
     */
    boolean read(int slot, long id, long content, byte[] record) {
        MemorySegment[] now = chunks;
        int chunk = chunk(slot);
        if (chunk >= now.length) {
            return false;
        }
        long offset = (long) (slot - firstSlot(chunk)) * recordBytes;
        try {
            MemorySegment.copy(now[chunk], ValueLayout.JAVA_BYTE, offset, record, 0, recordBytes);
        } catch (InternalError e) {
            // what the JVM makes of a page that the disk cannot give, or that somebody has cut off
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        return header.getLong(8) == mark && header.getLong(16) == id && header.getLong(24) == content
                && header.getLong(0) == sum(record);
    }

    /** Makes what was written so far survive a power cut. */
    void force() throws IOException {
        RandomAccessFile now = file;
        if (now != null) {
            now.getFD().sync();
        }
    }

    /** No thread may be reading. */
    @Override
    public void close() {
        chunks = new MemorySegment[0];
        if (arena.scope().isAlive()) {
            arena.close();
        }
        RandomAccessFile now = file;
        if (now != null) {
            try {
                now.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The file, grown and mapped as far as the slot. */
    private synchronized RandomAccessFile reach(int slot) throws IOException {
        RandomAccessFile now = file;
        if (now == null) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            now = new RandomAccessFile(path.toFile(), "rw");
            file = now;
        }
        while (chunk(slot) >= chunks.length) {
            int chunk = chunks.length;
            long start = (long) firstSlot(chunk) * recordBytes;
            long size = (long) (firstSlot(chunk + 1) - firstSlot(chunk)) * recordBytes;
            if (now.length() < start + size) {
                now.setLength(start + size);
            }
            MemorySegment[] more = Arrays.copyOf(chunks, chunk + 1);
            more[chunk] = now.getChannel().map(MapMode.READ_ONLY, start, size, arena);
            chunks = more;
        }
        return now;
    }

    private byte[] record(long id, long content, byte[] encoded) {
        ByteBuffer record = ByteBuffer.allocate(recordBytes).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(8, mark).putLong(16, id).putLong(24, content).put(HEADER, encoded);
        return record.putLong(0, sum(record.array())).array();
    }

    private static long sum(byte[] record) {
        CRC32C sum = new CRC32C();
        sum.update(record, Long.BYTES, record.length - Long.BYTES);
        return sum.getValue();
    }

    private static int chunk(int slot) {
        return slot >= LAST_CHUNK
                ? GROWING - 1 + slot / LAST_CHUNK
                : Integer.SIZE - Integer.numberOfLeadingZeros(slot / FIRST_CHUNK);
    }

    private static int firstSlot(int chunk) {
        return chunk >= GROWING ? (chunk - GROWING + 1) * LAST_CHUNK : chunk == 0 ? 0 : FIRST_CHUNK << chunk - 1;
    }
}
