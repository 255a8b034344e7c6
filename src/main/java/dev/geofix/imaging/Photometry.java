package dev.geofix.imaging;

import dev.geofix.platform.UserException;
import java.util.SplittableRandom;

/**
 * Another camera, hour and weather: what changes between two pictures of one place though the ground is the same. Works on
 * planes (3 × side × side, values 0 … 1) in place; each effect is drawn by its own chance, so that no two pictures agree.
 */
public record Photometry(double strength) {
    public static final Photometry NONE = new Photometry(0);

    public Photometry {
        if (!(strength >= 0 && strength <= 1)) {
            throw new UserException("photometric strength must be 0 to 1, not " + strength);
        }
    }

    /** A square picture as it would look then. */
    public RgbImage apply(RgbImage square, SplittableRandom random) {
        float[] planes = planes(square);
        apply(planes, square.width(), random);
        int count = planes.length / 3;
        byte[] pixels = new byte[planes.length];
        for (int i = 0; i < count; i++) {
            for (int channel = 0; channel < 3; channel++) {
                pixels[3 * i + channel] = (byte) Math.round(255 * planes[channel * count + i]);
            }
        }
        return new RgbImage(square.width(), square.height(), pixels);
    }

    /** A picture's channels one after the other, 0 … 1. */
    public static float[] planes(RgbImage image) {
        byte[] pixels = image.pixels();
        int count = pixels.length / 3;
        float[] planes = new float[pixels.length];
        for (int i = 0; i < count; i++) {
            for (int channel = 0; channel < 3; channel++) {
                planes[channel * count + i] = (pixels[3 * i + channel] & 0xff) / 255f;
            }
        }
        return planes;
    }

    public void apply(float[] planes, int side, SplittableRandom random) {
        if (strength == 0) {
            return;
        }
        if (random.nextDouble() < 0.3) {
            Blur.box(planes, side, 1 + random.nextInt(2));
        }
        if (random.nextDouble() < 0.4 * strength) {
            otherSensor(planes, random);
        }
        tone(planes, random);
        if (random.nextDouble() < 0.3) {
            unevenLight(planes, side, random);
        }
        if (random.nextDouble() < 0.2) {
            haze(planes, random);
        }
        if (random.nextDouble() < 0.3) {
            noise(planes, random);
        }
        for (int i = 0; i < planes.length; i++) {
            planes[i] = Math.clamp(planes[i], 0f, 1f);
        }
    }

    /** Gives each channel the mean and spread of some other picture: amplitude transfer in its simplest form. */
    private void otherSensor(float[] planes, SplittableRandom random) {
        int pixels = planes.length / 3;
        double commonMean = 0.25 + 0.35 * random.nextDouble();
        double commonSpread = 0.08 + 0.18 * random.nextDouble();
        for (int channel = 0; channel < 3; channel++) {
            double sum = 0;
            double squares = 0;
            for (int i = channel * pixels; i < (channel + 1) * pixels; i++) {
                sum += planes[i];
                squares += planes[i] * planes[i];
            }
            double mean = sum / pixels;
            double spread = Math.sqrt(Math.max(1e-4, squares / pixels - mean * mean));
            double gain = commonSpread * vary(random, 0.15) / spread;
            // A flat picture has nothing but noise to spread.
            gain = Math.min(gain, 3);
            double target = commonMean * vary(random, 0.15);
            affine(planes, channel * pixels, pixels, gain, target - gain * mean);
        }
    }

    /** Brightness, contrast, gamma, white balance and saturation. */
    private void tone(float[] planes, SplittableRandom random) {
        int pixels = planes.length / 3;
        double gamma = vary(random, 0.3);
        double contrast = vary(random, 0.3);
        double brightness = 0.2 * strength * (random.nextDouble() - 0.5);
        double saturation = random.nextDouble() < 0.1 * strength ? 0 : vary(random, 0.4);
        double[] balance = {vary(random, 0.1), vary(random, 0.1), vary(random, 0.1)};
        for (int i = 0; i < pixels; i++) {
            float r = planes[i];
            float g = planes[pixels + i];
            float b = planes[2 * pixels + i];
            double gray = 0.299 * r + 0.587 * g + 0.114 * b;
            // The tone curve is computed once, on the brightness, and scales the three channels alike.
            double curve = Math.pow(Math.clamp(gray, 0.004, 1), gamma);
            double target = 0.5 + (curve - 0.5) * contrast + brightness;
            planes[i] = (float) ((target + saturation * (r - gray)) * balance[0]);
            planes[pixels + i] = (float) ((target + saturation * (g - gray)) * balance[1]);
            planes[2 * pixels + i] = (float) ((target + saturation * (b - gray)) * balance[2]);
        }
    }

    /** A linear fall of light across the picture, as vignetting, cloud edges and low sun give it. */
    private void unevenLight(float[] planes, int side, SplittableRandom random) {
        double angle = random.nextDouble() * 2 * Math.PI;
        double slope = 0.5 * strength * random.nextDouble() / side;
        double dx = slope * Math.cos(angle);
        double dy = slope * Math.sin(angle);
        for (int i = 0; i < planes.length; i++) {
            int pixel = i % (side * side);
            planes[i] *= (float) (1 + dx * (pixel % side - side / 2) + dy * (pixel / side - side / 2));
        }
    }

    private void haze(float[] planes, SplittableRandom random) {
        double share = 0.4 * strength * random.nextDouble();
        affine(planes, 0, planes.length, 1 - share, share * (0.6 + 0.3 * random.nextDouble()));
    }

    private void noise(float[] planes, SplittableRandom random) {
        float deviation = (float) (0.04 * strength * random.nextDouble());
        for (int i = 0; i < planes.length; i++) {
            // The sum of three uniform numbers is near enough to a normal one, and cheap.
            planes[i] += deviation
                    * (float) (2 * (random.nextDouble() + random.nextDouble() + random.nextDouble()) - 3);
        }
    }

    private double vary(SplittableRandom random, double amount) {
        return 1 + amount * strength * (2 * random.nextDouble() - 1);
    }

    private static void affine(float[] planes, int from, int count, double gain, double offset) {
        for (int i = from; i < from + count; i++) {
            planes[i] = (float) (gain * planes[i] + offset);
        }
    }

    /** Soft focus by a box filter, rows then columns, edges repeated. */
    static final class Blur {
        private Blur() {}

        /** @param radius the box is 2 · radius + 1 pixels wide */
        static void box(float[] planes, int side, int radius) {
            float[] line = new float[side];
            for (int plane = 0; plane < planes.length; plane += side * side) {
                for (int i = 0; i < side; i++) {
                    line(planes, plane + i * side, 1, radius, line);
                    line(planes, plane + i, side, radius, line);
                }
            }
        }

        private static void line(float[] values, int start, int step, int radius, float[] copy) {
            int length = copy.length;
            for (int i = 0; i < length; i++) {
                copy[i] = values[start + i * step];
            }
            float sum = copy[0] * radius;
            for (int i = 0; i < radius; i++) {
                sum += copy[Math.min(i, length - 1)];
            }
            float scale = 1f / (2 * radius + 1);
            for (int i = 0; i < length; i++) {
                sum += copy[Math.min(i + radius, length - 1)];
                values[start + i * step] = sum * scale;
                sum -= copy[Math.max(i - radius, 0)];
            }
        }
    }
}
