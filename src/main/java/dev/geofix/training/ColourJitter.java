package dev.geofix.training;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Brightness, contrast and saturation, each by a factor of its own and in a random order, as torchvision's transform of that name has them. */
final class ColourJitter {
    private ColourJitter() {}

    /**
     * @param planes red, green and blue, 0 … 1
     * @param amount factors lie within 1 ± amount
     */
    static void apply(float[] planes, double amount, SplittableRandom random) {
        if (amount == 0) {
            return;
        }
        for (int change : Shuffle.order(3, random)) {
            float factor = (float) (1 + amount * (2 * random.nextDouble() - 1));
            switch (change) {
                case 0 -> blend(planes, new float[planes.length / 3], factor);
                case 1 -> blend(planes, even(planes), factor);
                default -> blend(planes, grey(planes), factor);
            }
        }
    }

    /** The factor's share of the picture, the rest of one grey plane. */
    private static void blend(float[] planes, float[] plane, float factor) {
        for (int i = 0; i < planes.length; i++) {
            planes[i] = Math.clamp(factor * planes[i] + (1 - factor) * plane[i % plane.length], 0f, 1f);
        }
    }

    private static float[] even(float[] planes) {
        float[] grey = grey(planes);
        double sum = 0;
        for (float value : grey) {
            sum += value;
        }
        Arrays.fill(grey, (float) (sum / grey.length));
        return grey;
    }

    private static float[] grey(float[] planes) {
        int pixels = planes.length / 3;
        float[] grey = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            grey[i] = 0.299f * planes[i] + 0.587f * planes[pixels + i] + 0.114f * planes[2 * pixels + i];
        }
        return grey;
    }
}
