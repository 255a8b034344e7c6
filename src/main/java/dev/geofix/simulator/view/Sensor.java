package dev.geofix.simulator.view;

import dev.geofix.simulator.scene.PlaceHash;
import dev.geofix.simulator.view.Conditions.Tint;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.SplittableRandom;

/** From light to levels: optics' blur, colour processing, noise. */
final class Sensor {
    private static final int STEPS = 4096;

    private Sensor() {}

    /** @param margin pixels to cut off at every side after the blur, which needs them */
    static BufferedImage expose(float[] light, int width, int height, int margin, Conditions conditions, long seed) {
        float[] image = conditions.blur() > 0.05 ? blur(light, width, height, conditions.blur()) : light;
        Tint tint = conditions.tint();
        float saturation = (float) tint.saturation();
        byte[] curve = curve(tint.contrast());
        SplittableRandom random = PlaceHash.random(seed, Double.doubleToLongBits(conditions.sunAzimuth()), 0, 81);
        float[] noise = noise(conditions.noise(), random);
        int innerWidth = width - 2 * margin;
        BufferedImage result = new BufferedImage(innerWidth, height - 2 * margin, BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) result.getRaster().getDataBuffer()).getData();
        for (int y = margin; y < height - margin; y++) {
            for (int x = 0; x < innerWidth; x++) {
                int at = 3 * (y * width + x + margin);
                float grey = 0.3f * image[at] + 0.59f * image[at + 1] + 0.11f * image[at + 2];
                int dice = random.nextInt();
                int red = level(curve, (grey + saturation * (image[at] - grey)) * (float) tint.red(),
                        noise[dice & 1023]);
                int green = level(curve, (grey + saturation * (image[at + 1] - grey)) * (float) tint.green(),
                        noise[dice >>> 10 & 1023]);
                int blue = level(curve, (grey + saturation * (image[at + 2] - grey)) * (float) tint.blue(),
                        noise[dice >>> 20 & 1023]);
                pixels[(y - margin) * innerWidth + x] = red << 16 | green << 8 | blue;
            }
        }
        return result;
    }

    private static int level(byte[] curve, float light, float noise) {
        // The square root spends the table's entries where the eye and the levels need them.
        int index = Math.clamp((int) (Math.sqrt(Math.max(0, light)) * (STEPS / 1.25)), 0, STEPS - 1);
        return Math.clamp((int) ((curve[index] & 255) + noise + 0.5f), 0, 255);
    }

    /** Gamma of 2.2 with a soft shoulder for what is brighter than white. */
    private static byte[] curve(double contrast) {
        byte[] levels = new byte[STEPS];
        for (int i = 0; i < STEPS; i++) {
            double root = i * 1.25 / STEPS;
            double level = Math.pow(root * root, contrast / 2.2);
            double soft = level < 0.8 ? level : 0.8 + 0.2 * Math.tanh((level - 0.8) / 0.2);
            levels[i] = (byte) Math.clamp((long) (255 * soft), 0, 255);
        }
        return levels;
    }

    private static float[] noise(double deviation, SplittableRandom random) {
        float[] table = new float[1024];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) (deviation * random.nextGaussian());
        }
        return table;
    }

    /** Separable Gaussian; at the edges the outermost pixel is repeated. */
    private static float[] blur(float[] image, int width, int height, double deviation) {
        int radius = reach(deviation);
        float[] kernel = new float[2 * radius + 1];
        float sum = 0;
        for (int i = -radius; i <= radius; i++) {
            kernel[i + radius] = (float) Math.exp(-i * i / (2 * deviation * deviation));
            sum += kernel[i + radius];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        float[] half = new float[image.length];
        float[] result = new float[image.length];
        pass(image, half, height, width, 3, 3 * width, kernel, radius);
        pass(half, result, width, height, 3 * width, 3, kernel, radius);
        return result;
    }

    static int reach(double deviation) {
        return deviation > 0.05 ? (int) Math.ceil(2.5 * deviation) : 0;
    }

    private static void pass(float[] from, float[] to, int lines, int length, int step, int lineStep, float[] kernel,
            int radius) {
        int[] offsets = new int[length + 2 * radius];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = Math.clamp(i - radius, 0, length - 1) * step;
        }
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < length; i++) {
                float red = 0;
                float green = 0;
                float blue = 0;
                for (int k = 0; k < kernel.length; k++) {
                    int at = line * lineStep + offsets[i + k];
                    float weight = kernel[k];
                    red += weight * from[at];
                    green += weight * from[at + 1];
                    blue += weight * from[at + 2];
                }
                int at = line * lineStep + i * step;
                to[at] = red;
                to[at + 1] = green;
                to[at + 2] = blue;
            }
        }
    }
}
