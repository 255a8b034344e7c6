package dev.geofix.imaging;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The network's input from a picture: each channel's value in 0 … 1, less its mean, divided by its deviation.
 *
 * @param mean of red, green, blue, each in 0 … 1
 * @param deviation of red, green, blue, each above 0
 * @throws IllegalArgumentException when there are not three of each, or a deviation is not positive
 */
public record Normalisation(float[] mean, float[] deviation) {
    /** Mean and deviation of the ImageNet photos. */
    public static final Normalisation IMAGENET = new Normalisation(new float[]{0.485f, 0.456f, 0.406f},
            new float[]{0.229f, 0.224f, 0.225f});

    public Normalisation {
        if (mean.length != 3 || deviation.length != 3) {
            throw new IllegalArgumentException("mean and deviation need one number for each of red, green, blue");
        }
        for (int channel = 0; channel < 3; channel++) {
            if (!Float.isFinite(mean[channel]) || !(deviation[channel] > 0) || Float.isInfinite(deviation[channel])) {
                throw new IllegalArgumentException("no normalisation with mean " + Arrays.toString(mean)
                        + " and deviation " + Arrays.toString(deviation));
            }
        }
    }

    /** Planes red, green, blue: 3 × height × width values. */
    public float[] toPlanes(RgbImage image) {
        float[] planes = new float[image.pixels().length];
        write(image, FloatBuffer.wrap(planes), 0);
        return planes;
    }

    /** Writes the planes red, green, blue from {@code offset} on; the buffer's position stays. */
    public void write(RgbImage image, FloatBuffer target, int offset) {
        byte[] pixels = image.pixels();
        int plane = image.width() * image.height();
        for (int channel = 0; channel < 3; channel++) {
            float[] table = table(channel);
            int out = offset + channel * plane;
            for (int i = channel; i < pixels.length; i += 3) {
                target.put(out++, table[pixels[i] & 0xff]);
            }
        }
    }

    private float[] table(int channel) {
        float[] table = new float[256];
        for (int value = 0; value < 256; value++) {
            table[value] = (value / 255f - mean[channel]) / deviation[channel];
        }
        return table;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Normalisation that && Arrays.equals(mean, that.mean)
                && Arrays.equals(deviation, that.deviation);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(deviation);
    }
}
