package dev.geofix.gallery;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/** Descriptors as blobs of 16-bit floats, little-endian: half the size, and cosines stay true to 10⁻⁵. */
final class HalfFloats {
    private HalfFloats() {}

    static byte[] encode(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putShort(Float.floatToFloat16(value));
        }
        return bytes.array();
    }

    static float[] decode(byte[] blob) {
        ShortBuffer shorts = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        float[] values = new float[shorts.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.float16ToFloat(shorts.get(i));
        }
        return values;
    }
}
