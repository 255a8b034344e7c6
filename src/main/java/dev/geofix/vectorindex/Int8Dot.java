package dev.geofix.vectorindex;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Dot products with vectors as {@link Int8Vector} writes them, at an offset of a buffer. */
final class Int8Dot {
    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class,
            ByteOrder.LITTLE_ENDIAN);

    private Int8Dot() {}

    static double dot(byte[] bytes, int offset, float[] query) {
        int scales = offset + query.length;
        double sum = 0;
        for (int from = 0; from < query.length; from += Int8Vector.BLOCK) {
            float scale = (float) FLOAT.get(bytes, scales + from / Int8Vector.BLOCK * Float.BYTES);
            sum += scale * dot(bytes, offset, query, from, Math.min(from + Int8Vector.BLOCK, query.length));
        }
        return sum;
    }

    /** Four sums at once: a single one would wait for each addition before the next. */
    private static float dot(byte[] bytes, int offset, float[] query, int from, int to) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a += bytes[offset + i] * query[i];
            b += bytes[offset + i + 1] * query[i + 1];
            c += bytes[offset + i + 2] * query[i + 2];
            d += bytes[offset + i + 3] * query[i + 3];
        }
        for (; i < to; i++) {
            a += bytes[offset + i] * query[i];
        }
        return a + b + c + d;
    }

    static void decode(byte[] bytes, int offset, float[] target) {
        int scales = offset + target.length;
        for (int from = 0; from < target.length; from += Int8Vector.BLOCK) {
            float scale = (float) FLOAT.get(bytes, scales + from / Int8Vector.BLOCK * Float.BYTES);
            int to = Math.min(from + Int8Vector.BLOCK, target.length);
            for (int i = from; i < to; i++) {
                target[i] = bytes[offset + i] * scale;
            }
        }
    }
}
