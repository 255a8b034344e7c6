package dev.geofix.training;

import java.util.SplittableRandom;

/** Blanks a few rectangles, so that no single landmark carries the match (DeVries and Taylor, 2017). */
record CoarseDropout(double chance, int rectangles) {
    /** Sets the rectangles to zero, which is the mean colour once the planes are normalised. */
    void apply(float[] planes, int side, SplittableRandom random) {
        if (random.nextDouble() >= chance) {
            return;
        }
        int count = 1 + random.nextInt(rectangles);
        for (int i = 0; i < count; i++) {
            int width = side / 10 + random.nextInt(side / 5);
            int height = side / 10 + random.nextInt(side / 5);
            int left = random.nextInt(side - width);
            int top = random.nextInt(side - height);
            Planes.blank(planes, side, left, top, width, height);
        }
    }
}
