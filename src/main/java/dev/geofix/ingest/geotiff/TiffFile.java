package dev.geofix.ingest.geotiff;

import dev.geofix.ingest.source.UnusableSourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directories of a TIFF or BigTIFF file from anywhere. The library that decodes the pixels reads directories too, but takes memory for
 * whatever length they tell of.
 */
final class TiffFile implements AutoCloseable {
    private static final int MOST_DIRECTORIES = 256;
    private static final int MOST_ENTRIES = 4096;

    private final String name;
    private final FileChannel channel;
    private final long length;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private boolean big;

    private TiffFile(Path file, FileChannel channel) throws IOException {
        this.name = String.valueOf(file.getFileName());
        this.channel = channel;
        this.length = channel.size();
    }

    static TiffFile open(Path file) throws IOException {
        return new TiffFile(file, FileChannel.open(file, StandardOpenOption.READ));
    }

    String name() {
        return name;
    }

    ByteOrder order() {
        return order;
    }

    /** @param reason goes on after the file's name */
    UnusableSourceException unusable(String reason) {
        return new UnusableSourceException(name + " " + reason);
    }

    /** @throws UnusableSourceException when it is no TIFF, or cut off before its directories */
    List<TiffDirectory> directories() throws IOException {
        long next = first();
        List<TiffDirectory> directories = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        while (next != 0 && seen.add(next) && directories.size() < MOST_DIRECTORIES) {
            ByteBuffer head = read(next, big ? 8 : 2);
            long count = head == null ? -1 : big ? head.getLong() : Short.toUnsignedInt(head.getShort());
            ByteBuffer body = count < 1 || count > MOST_ENTRIES
                    ? null
                    : read(next + (big ? 8 : 2), (int) count * (big ? 20 : 12) + (big ? 8 : 4));
            if (body == null) {
                if (directories.isEmpty()) {
                    throw unusable("is cut off or damaged: its directory at byte " + next + " of " + length
                            + " cannot be read. Copy it again.");
                }
                break;
            }
            directories.add(directory(body, (int) count));
            next = big ? body.getLong() : Integer.toUnsignedLong(body.getInt());
        }
        if (directories.isEmpty()) {
            throw unusable("is a TIFF without a picture.");
        }
        return directories;
    }

    private long first() throws IOException {
        ByteBuffer start = read(0, 8);
        int mark = start == null ? 0 : start.getShort();
        if (start == null || mark != 0x4949 && mark != 0x4D4D) {
            throw unusable("is no TIFF.");
        }
        order = mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int version = start.order(order).getShort();
        big = version == 43;
        ByteBuffer offset = big ? read(8, 8) : start;
        if (!big && version != 42 || offset == null) {
            throw unusable("is no TIFF.");
        }
        return big ? offset.getLong() : Integer.toUnsignedLong(offset.getInt());
    }

    private TiffDirectory directory(ByteBuffer body, int count) {
        Map<Integer, TiffDirectory.Field> fields = new HashMap<>();
        int inline = big ? 8 : 4;
        for (int i = 0; i < count; i++) {
            int tag = Short.toUnsignedInt(body.getShort());
            int type = Short.toUnsignedInt(body.getShort());
            long values = big ? body.getLong() : Integer.toUnsignedLong(body.getInt());
            ByteBuffer value = body.slice(body.position(), inline).order(order);
            body.position(body.position() + inline);
            if (Tag.KNOWN.contains(tag)) {
                fields.putIfAbsent(tag, new TiffDirectory.Field(type, values, value));
            }
        }
        return new TiffDirectory(this, fields);
    }

    /** The value of a field: within it where it fits, else elsewhere in the file. */
    @Nullable
    ByteBuffer value(ByteBuffer field, int bytes) throws IOException {
        if (bytes <= field.capacity()) {
            return field.slice(0, bytes).order(order);
        }
        return read(big ? field.getLong(0) : Integer.toUnsignedLong(field.getInt(0)), bytes);
    }

    /** Null when the file ends before. */
    @Nullable
    ByteBuffer read(long at, int bytes) throws IOException {
        if (!holds(at, bytes)) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(order);
        readFully(at, buffer);
        return buffer.flip();
    }

    boolean holds(long at, long bytes) {
        return at >= 0 && bytes >= 0 && at <= length - bytes;
    }

    /** Fills the buffer. */
    void readFully(long at, ByteBuffer buffer) throws IOException {
        for (long position = at; buffer.hasRemaining();) {
            int count = channel.read(buffer, position);
            if (count < 0) {
                throw new IOException(name + " became shorter while it was read");
            }
            position += count;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
