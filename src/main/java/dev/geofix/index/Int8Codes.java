package dev.geofix.index;

import java.util.ArrayList;
import java.util.List;

/**
 * Vectors at a byte a value. Every block of {@value #BLOCK} values has its own scale max|v|/127, which keeps the error of a cosine
 * of 8192 values near 10⁻⁴ even where a few values tower over the rest.
 */
final class Int8Codes {
    private static final int BLOCK = 64;
    /** Slots an array, so that growing copies nothing. */
    private static final int CHUNK = 128;

    private final int dimension;
    private final int blocks;
    private final List<byte[]> codes = new ArrayList<>();
    private final List<float[]> scales = new ArrayList<>();

    Int8Codes(int dimension) {
        this.dimension = dimension;
        blocks = (dimension + BLOCK - 1) / BLOCK;
    }

    void set(int slot, float[] vector) {
        if (slot / CHUNK == codes.size()) {
            codes.add(new byte[CHUNK * dimension]);
            scales.add(new float[CHUNK * blocks]);
        }
        byte[] code = codes.get(slot / CHUNK);
        float[] scale = scales.get(slot / CHUNK);
        int start = slot % CHUNK * dimension;
        for (int block = 0; block < blocks; block++) {
            int from = block * BLOCK;
            int to = Math.min(from + BLOCK, dimension);
            float max = 0;
            for (int i = from; i < to; i++) {
                max = Math.max(max, Math.abs(vector[i]));
            }
            scale[slot % CHUNK * blocks + block] = max / 127;
            float inverse = max == 0 ? 0 : 127 / max;
            for (int i = from; i < to; i++) {
                code[start + i] = (byte) Math.round(vector[i] * inverse);
            }
        }
    }

    long bytes() {
        return (long) codes.size() * CHUNK * (dimension + (long) blocks * Float.BYTES);
    }

    void get(int slot, float[] target) {
        byte[] code = codes.get(slot / CHUNK);
        float[] scale = scales.get(slot / CHUNK);
        int start = slot % CHUNK * dimension;
        for (int i = 0; i < dimension; i++) {
            target[i] = code[start + i] * scale[slot % CHUNK * blocks + i / BLOCK];
        }
    }

    double dot(int slot, float[] query) {
        byte[] code = codes.get(slot / CHUNK);
        float[] scale = scales.get(slot / CHUNK);
        int start = slot % CHUNK * dimension;
        double sum = 0;
        for (int block = 0; block < blocks; block++) {
            int from = block * BLOCK;
            sum += scale[slot % CHUNK * blocks + block]
                    * dot(code, start, query, from, Math.min(from + BLOCK, dimension));
        }
        return sum;
    }

    /** Four sums at once: a single one would wait for each addition before the next. */
    private static float dot(byte[] code, int start, float[] query, int from, int to) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a += code[start + i] * query[i];
            b += code[start + i + 1] * query[i + 1];
            c += code[start + i + 2] * query[i + 2];
            d += code[start + i + 3] * query[i + 3];
        }
        for (; i < to; i++) {
            a += code[start + i] * query[i];
        }
        return a + b + c + d;
    }
}
