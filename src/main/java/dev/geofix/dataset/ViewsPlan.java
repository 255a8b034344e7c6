package dev.geofix.dataset;

import dev.geofix.platform.UserException;

/**
 * How a dataset is made of aerial images.
 *
 * @param size side of every picture, pixels
 * @param views drone views of a place to learn from
 * @param testViews drone views of a place of the test
 * @param testShare of the places that go to the test
 * @param distractors share of the test's places that stand in the galleries only
 * @param turn drone views are turned by up to so many degrees either way
 * @param light strength of the changes of light and camera, 0 … 1
 * @param occlusion chance that something hides a part of a drone view
 */
public record ViewsPlan(long seed, int size, int views, int testViews, double testShare, double distractors,
        double turn, double light, double occlusion) {
    public ViewsPlan {
        if (size < 16 || size > 4096) {
            throw new UserException("pictures must be 16 to 4096 pixels wide, not " + size);
        }
        if (views < 1 || views > 999 || testViews < 1 || testViews > 999) {
            throw new UserException(
                    "a place has 1 to 999 drone views, not " + views + " or " + testViews);
        }
        requireShare("the test's share of the places", testShare);
        requireShare("the share of distractors", distractors);
        requireShare("the strength of light", light);
        requireShare("the chance of occlusion", occlusion);
        if (!(turn >= 0 && turn <= 180)) {
            throw new UserException("views turn by 0 to 180 degrees, not " + turn);
        }
    }

    private static void requireShare(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new UserException(what + " must be 0 to 1, not " + value);
        }
    }
}
