package dev.geofix.network;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The header of a safetensors file, checked against the bytes that follow it. */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";
    static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /** @param begin first byte, counted from the end of the header */
    record Entry(TensorType type, long[] shape, long begin, long end) {}

    /**
     * @param dataSize bytes after the header
     * @throws InvalidModelException when it is no such header, or a tensor's place is not within the data, not of its
     *     shape's size, or shared with another
     */
    static SafetensorsHeader parse(byte[] json, long dataSize) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException e) {
            throw new InvalidModelException("not a safetensors file: its header is not JSON", e);
        }
        if (!root.isObject()) {
            throw new InvalidModelException("not a safetensors file: its header is not a JSON object");
        }
        Map<String, Entry> entries = new TreeMap<>();
        Map<String, String> metadata = new TreeMap<>();
        root.forEachEntry((name, node) -> {
            if (name.equals(METADATA)) {
                node.forEachEntry((key, value) -> metadata.put(key, value.asString("")));
            } else {
                entries.put(name, entry(name, node, dataSize));
            }
        });
        refuseOverlaps(entries);
        return new SafetensorsHeader(entries, metadata);
    }

    private static Entry entry(String name, JsonNode node, long dataSize) {
        TensorType type = type(name, node.path("dtype").asString(""));
        long[] shape = longs(name, node.path("shape"));
        long[] offsets = longs(name, node.path("data_offsets"));
        if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > dataSize) {
            throw new InvalidModelException("tensor " + name + " does not lie within the file; it may be truncated");
        }
        try {
            long size = type.bytes();
            for (long side : shape) {
                size = Math.multiplyExact(size, side);
            }
            if (size != offsets[1] - offsets[0]) {
                throw new InvalidModelException("tensor " + name + " has another size than its shape says");
            }
        } catch (ArithmeticException e) {
            throw new InvalidModelException("tensor " + name + " has an impossible shape", e);
        }
        return new Entry(type, shape, offsets[0], offsets[1]);
    }

    private static TensorType type(String name, String dtype) {
        try {
            return TensorType.valueOf(dtype);
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException("tensor " + name + " is of the unknown type '" + dtype + "'", e);
        }
    }

    private static long[] longs(String name, JsonNode node) {
        if (!node.isArray()) {
            throw new InvalidModelException("tensor " + name + " lacks its shape or data_offsets");
        }
        long[] values = new long[node.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = node.get(i);
            if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
                throw new InvalidModelException("tensor " + name + " has a side or offset that is no natural number");
            }
            values[i] = value.asLong();
        }
        return values;
    }

    private static void refuseOverlaps(Map<String, Entry> entries) {
        List<Map.Entry<String, Entry>> byPlace = new ArrayList<>(entries.entrySet());
        byPlace.sort(Comparator.comparingLong(e -> e.getValue().begin()));
        long end = 0;
        for (Map.Entry<String, Entry> tensor : byPlace) {
            if (tensor.getValue().begin() < end && tensor.getValue().end() > tensor.getValue().begin()) {
                throw new InvalidModelException("tensor " + tensor.getKey() + " overlaps another");
            }
            end = Math.max(end, tensor.getValue().end());
        }
    }

    /** Element types of a safetensors file; all little endian. */
    enum TensorType {
        F32(4), F16(2), BF16(2), F64(8), I64(8), I32(4), I16(2), I8(1), U8(1), BOOL(1);

        private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED
                .withOrder(ByteOrder.LITTLE_ENDIAN);
        private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED
                .withOrder(ByteOrder.LITTLE_ENDIAN);
        private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED
                .withOrder(ByteOrder.LITTLE_ENDIAN);
        private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
        private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED
                .withOrder(ByteOrder.LITTLE_ENDIAN);

        private final int bytes;

        TensorType(int bytes) {
            this.bytes = bytes;
        }

        int bytes() {
            return bytes;
        }

        float[] floats(MemorySegment data) {
            if (this == F32) {
                return data.toArray(FLOAT);
            }
            float[] values = new float[Math.toIntExact(data.byteSize() / bytes)];
            for (int i = 0; i < values.length; i++) {
                values[i] = at(data, (long) i * bytes);
            }
            return values;
        }

        private float at(MemorySegment data, long offset) {
            return switch (this) {
                case F32 -> data.get(FLOAT, offset);
                case F16 -> Float.float16ToFloat(data.get(SHORT, offset));
                case BF16 -> Float.intBitsToFloat(data.get(SHORT, offset) << 16);
                case F64 -> (float) data.get(DOUBLE, offset);
                case I64 -> data.get(LONG, offset);
                case I32 -> data.get(INT, offset);
                case I16 -> data.get(SHORT, offset);
                case I8 -> data.get(ValueLayout.JAVA_BYTE, offset);
                case U8, BOOL -> data.get(ValueLayout.JAVA_BYTE, offset) & 0xff;
            };
        }
    }
}
