package dev.geofix.simulator;

import dev.geofix.platform.UserException;

/**
 * Size of a dataset.
 *
 * @param classes places in all, the distractors included
 * @param views drone views a place (and height)
 * @param pixels side of every picture
 * @param groundMeters side of the ground that a satellite picture shows
 */
public record DatasetPlan(long seed, int classes, int views, int pixels, double groundMeters) {
    public DatasetPlan {
        if (classes < 2 || classes > 9999) {
            throw new UserException("a dataset has 2 to 9999 classes, not " + classes);
        }
        if (views < 1 || views > 999) {
            throw new UserException("a class has 1 to 999 drone views, not " + views);
        }
        if (pixels < 16 || pixels > 4096 || !(groundMeters >= 20 && groundMeters <= 2000)) {
            throw new UserException("pictures must be 16 to 4096 pixels of 20 to 2000 m, not " + pixels
                    + " pixels of " + groundMeters + " m");
        }
    }
}
