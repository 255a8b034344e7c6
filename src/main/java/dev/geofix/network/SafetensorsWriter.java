package dev.geofix.network;

import dev.geofix.network.SafetensorsHeader.TensorType;
import dev.geofix.platform.storage.DurableFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Writes safetensors: tensors sorted by name, the same bytes for the same content, moved into place when complete. */
public final class SafetensorsWriter {
    private static final float LARGEST_HALF = 65504;

    private SafetensorsWriter() {}

    /** Writes float32. */
    public static void write(Path file, TensorSource tensors, Map<String, String> metadata) throws IOException {
        write(file, tensors, metadata, name -> TensorType.F32);
    }

    /**
     * Writes float16, half the size at three significant digits; vectors stay float32, as small variances and scales
     * would not survive.
     *
     * @throws IllegalArgumentException when a value is beyond float16's range
     */
    public static void writeHalf(Path file, TensorSource tensors, Map<String, String> metadata) throws IOException {
        write(file, tensors, metadata,
                name -> tensors.shape(name).length > 1 ? TensorType.F16 : TensorType.F32);
    }

    private static void write(Path file, TensorSource tensors, Map<String, String> metadata,
            Function<String, TensorType> types) throws IOException {
        DurableFiles.write(file, channel -> {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            out.write(header(tensors, metadata, types));
            for (String name : new TreeSet<>(tensors.names())) {
                out.write(encode(name, tensors.values(name), types.apply(name)));
            }
            out.flush();
        });
    }

    private static byte[] header(TensorSource tensors, Map<String, String> metadata,
            Function<String, TensorType> types) {
        ObjectNode root = SafetensorsHeader.JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode free = root.putObject(SafetensorsHeader.METADATA);
            new TreeMap<>(metadata).forEach(free::put);
        }
        long offset = 0;
        for (String name : new TreeSet<>(tensors.names())) {
            TensorType type = types.apply(name);
            ObjectNode node = root.putObject(name).put("dtype", type.name());
            long size = type.bytes();
            var shape = node.putArray("shape");
            for (long side : tensors.shape(name)) {
                shape.add(side);
                size *= side;
            }
            node.putArray("data_offsets").add(offset).add(offset + size);
            offset += size;
        }
        byte[] json = SafetensorsHeader.JSON.writeValueAsBytes(root);
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(padded).put(json).put(" ".repeat(padded - json.length).getBytes(StandardCharsets.US_ASCII));
        return out.array();
    }

    private static byte[] encode(String name, float[] values, TensorType type) {
        ByteBuffer out = ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        if (type == TensorType.F32) {
            out.asFloatBuffer().put(values);
        } else {
            for (float value : values) {
                if (Math.abs(value) > LARGEST_HALF) {
                    throw new IllegalArgumentException(name + " holds " + value + ", too large for float16");
                }
                out.putShort(Float.floatToFloat16(value));
            }
        }
        return out.array();
    }
}
