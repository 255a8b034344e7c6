package dev.geofix.training;

import java.util.SplittableRandom;

/**
 * Blanks one rectangle (Zhong et al., 2020): 2 to 40 % of the area, sides in a ratio of 0.3 to 1 / 0.3. A rectangle that does not fit is drawn
 * again.
 */
final class RandomErasing {
    private static final double LEAST = 0.02;
    private static final double MOST = 0.4;
    private static final double RATIO = 0.3;
    private static final int TRIES = 100;

    private RandomErasing() {}

    /** Sets the rectangle to zero, which is the mean colour once the planes are normalised. */
    static void apply(float[] planes, int side, double chance, SplittableRandom random) {
        if (random.nextDouble() >= chance) {
            return;
        }
        for (int attempt = 0; attempt < TRIES; attempt++) {
            double area = side * side * (LEAST + (MOST - LEAST) * random.nextDouble());
            double ratio = RATIO + (1 / RATIO - RATIO) * random.nextDouble();
            int height = (int) Math.round(Math.sqrt(area * ratio));
            int width = (int) Math.round(Math.sqrt(area / ratio));
            if (height < side && width < side && height > 0 && width > 0) {
                Planes.blank(planes, side, random.nextInt(side - width + 1), random.nextInt(side - height + 1), width,
                        height);
                return;
            }
        }
    }
}
