package dev.geofix.verification;

import dev.geofix.network.XFeat;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Keypoints of a picture with their descriptors, the best first.
 *
 * <p>As bytes, little endian: format (1 byte), count (2 bytes), width and height of the picture (2 each); then for each keypoint x and y (2 each), then for each
 * the {@value #DIMENSION} values of its descriptor, each a byte that stands for value / {@value #ONE}. A descriptor has length 1, so its values lie within −1 … 1.
 *
 * @param width of the picture that they were found on, pixels
 * @param height likewise
 * @param x of each, whole pixels from the left; the middle of the first pixel is (0, 0)
 * @param y of each, from the top
 * @param descriptors {@value #DIMENSION} values of each, one keypoint after the other
 */
public record LocalFeatures(int width, int height, short[] x, short[] y, byte[] descriptors) {
    /** Values a descriptor. */
    public static final int DIMENSION = XFeat.DIMENSION;
    /** What 1 is as a byte. */
    static final int ONE = 127;

    private static final byte FORMAT = 1;
    private static final int HEADER = 7;
    private static final int MOST_SIDE = 0xffff >> 1;

    public LocalFeatures {
        if (width < 0 || height < 0 || width > MOST_SIDE || height > MOST_SIDE || x.length != y.length
                || descriptors.length != DIMENSION * x.length) {
            throw new IllegalArgumentException("local features need as many x, y and descriptors of " + DIMENSION
                    + " values, and a picture of at most " + MOST_SIDE + " pixels a side");
        }
    }

    /** None at all, as of a picture of one colour. */
    public static LocalFeatures none(int width, int height) {
        return new LocalFeatures(width, height, new short[0], new short[0], new byte[0]);
    }

    public int count() {
        return x.length;
    }

    /** What {@link #of} reads. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + count() * (4 + DIMENSION)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(FORMAT).putShort((short) count()).putShort((short) width).putShort((short) height);
        for (int i = 0; i < count(); i++) {
            bytes.putShort(x[i]).putShort(y[i]);
        }
        return bytes.put(descriptors).array();
    }

    /** @throws IllegalArgumentException when these are not the bytes of local features */
    public static LocalFeatures of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (in.get() != FORMAT) {
                throw new IllegalArgumentException("local features of an unknown format");
            }
            int count = in.getShort() & 0xffff;
            int width = in.getShort();
            int height = in.getShort();
            short[] x = new short[count];
            short[] y = new short[count];
            for (int i = 0; i < count; i++) {
                x[i] = in.getShort();
                y[i] = in.getShort();
            }
            return new LocalFeatures(width, height, x, y, Arrays.copyOfRange(bytes, in.position(), bytes.length));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("local features that are cut off", e);
        }
    }

    /** The keypoints that a test lets through, by their numbers. */
    LocalFeatures only(int[] kept) {
        short[] keptX = new short[kept.length];
        short[] keptY = new short[kept.length];
        byte[] keptDescriptors = new byte[DIMENSION * kept.length];
        for (int i = 0; i < kept.length; i++) {
            keptX[i] = x[kept[i]];
            keptY[i] = y[kept[i]];
            System.arraycopy(descriptors, DIMENSION * kept[i], keptDescriptors, DIMENSION * i, DIMENSION);
        }
        return new LocalFeatures(width, height, keptX, keptY, keptDescriptors);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LocalFeatures that && width == that.width && height == that.height
                && Arrays.equals(x, that.x) && Arrays.equals(y, that.y)
                && Arrays.equals(descriptors, that.descriptors);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(x) + Arrays.hashCode(descriptors);
    }

    @Override
    public String toString() {
        return "LocalFeatures[" + count() + " of " + width + " x " + height + "]";
    }
}
