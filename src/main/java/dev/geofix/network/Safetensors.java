package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * A safetensors file, in memory or mapped into it: eight bytes of header length, the header as JSON, the tensors' bytes. Nothing
 * that the header says is believed before it has been checked against the file.
 */
public final class Safetensors implements TensorSource, AutoCloseable {
    /** Far above what the largest of networks needs. */
    private static final long MAX_HEADER = 16L << 20;
    private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Arena arena;
    private final MemorySegment data;
    private final SafetensorsHeader header;

    private Safetensors(Arena arena, MemorySegment file) {
        this.arena = arena;
        if (file.byteSize() < Long.BYTES) {
            throw new InvalidModelException("not a safetensors file: it has only " + file.byteSize() + " bytes");
        }
        long length = file.get(LENGTH, 0);
        if (length < 0 || length > MAX_HEADER || length > file.byteSize() - Long.BYTES) {
            throw new InvalidModelException("not a safetensors file: a header of " + Long.toUnsignedString(length)
                    + " bytes in a file of " + file.byteSize());
        }
        data = file.asSlice(Long.BYTES + length);
        header = SafetensorsHeader.parse(file.asSlice(Long.BYTES, length).toArray(ValueLayout.JAVA_BYTE),
                data.byteSize());
    }

    /**
     * @throws IOException when the file cannot be read
     * @throws InvalidModelException when it is not a sound safetensors file
     */
    public static Safetensors open(Path file) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file)) {
            return new Safetensors(arena, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /**
     * A file that is in memory already.
     *
     * @throws InvalidModelException when the bytes are no sound safetensors file
     */
    public static Safetensors of(byte[] file) {
        Arena arena = Arena.ofShared();
        try {
            return new Safetensors(arena, arena.allocateFrom(ValueLayout.JAVA_BYTE, file));
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    @Override
    public Set<String> names() {
        return header.entries().keySet();
    }

    /** The header's free texts. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    @Override
    public long[] shape(String name) {
        return entry(name).shape().clone();
    }

    @Override
    public float[] values(String name) {
        return entry(name).type().floats(segment(name));
    }

    /** The bytes of a tensor as they lie in the file. */
    public byte[] bytes(String name) {
        return segment(name).toArray(ValueLayout.JAVA_BYTE);
    }

    /** A float32 copy of a tensor. */
    public NDArray array(NDManager manager, String name) {
        return manager.create(values(name), new Shape(shape(name)));
    }

    private MemorySegment segment(String name) {
        SafetensorsHeader.Entry entry = entry(name);
        return data.asSlice(entry.begin(), entry.end() - entry.begin());
    }

    private SafetensorsHeader.Entry entry(String name) {
        SafetensorsHeader.Entry entry = header.entries().get(name);
        if (entry == null) {
            throw new NoSuchElementException("no tensor " + name);
        }
        return entry;
    }

    @Override
    public void close() {
        arena.close();
    }
}
