package dev.geofix.network;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

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
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

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
