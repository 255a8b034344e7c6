package dev.geofix.training;

import dev.geofix.platform.UserException;

/**
 * What a view goes through before the network sees it, in this order.
 *
 * @param jitter largest relative change of brightness, contrast and saturation
 * @param rotation largest turn to either side, degrees
 * @param quarterTurns whether the view is turned by a random multiple of 90°
 * @param photometry strength of the changes of light and camera, 0 … 1
 * @param pad pixels by which the edges are repeated before a crop of the old size is taken anywhere
 * @param flip whether half of the views are mirrored, each view by itself
 * @param erasing share of views that lose one rectangle of 2 to 40 % of their area
 * @param dropout share of views that lose up to three small rectangles
 */
public record Augmentation(double jitter, int pad, boolean flip, double rotation, boolean quarterTurns, double erasing,
        double photometry, double dropout) {
    public Augmentation {
        if (!(jitter >= 0 && jitter < 1) || !(photometry >= 0 && photometry <= 1) || !share(erasing)
                || !share(dropout)) {
            throw new UserException("jitter, photometry, erasing and dropout of a view must be 0 to 1");
        }
        if (pad < 0 || !(rotation >= 0 && rotation <= 180)) {
            throw new UserException(
                    "pad of a view must be 0 pixels or more, rotation 0 to 180 degrees");
        }
    }

    private static boolean share(double value) {
        return value >= 0 && value <= 1;
    }
}
