package dev.geofix.verification;

import dev.geofix.imaging.GroundView;

/**
 * Finds how a camera looks that does not say so. What was found as if it looked straight down is looked at again as the camera was found to look, as long as that lets more agree. Where only a part
 * of the photo agrees, the camera may look far ahead, which the matches of that part do not tell: so that is supposed.
 */
record AxisSearch(Look look) {
    /** An axis that is off the view's by more than this is looked at again, degrees. */
    private static final double TILT_TO_REPEAT = 4;
    /** Fewer agree by chance, and with wrong places, whatever the axis. */
    private static final int WORTH_TILTING = 25;
    /** So much more must agree with another axis than with the one that was supposed. */
    private static final double GAIN = 1.1;
    private static final int MOST_REPEATS = 5;
    /** See {@link Evidence#spread}; agreeing matches are all over the photo. */
    private static final double ENOUGH_SPREAD = 0.5;
    /** Axes that are supposed where they are not, degrees from straight down. */
    private static final double[] FAR_AHEAD = {30, 45, 58};
    /** Focal length over the photo's longer side, of a lens of 27 mm on a film frame, usual under drones. */
    private static final double USUAL_FOCAL = 0.75;
    /** Of an axis of which nothing is known, degrees. */
    private static final double UNKNOWN_TILT_DOUBT = 30;

    /** Looks again at the tiles where something was found. */
    interface Look {
        /**
         * @param gain so many times as much must agree for it to be taken
         * @return the same where it was not
         */
        Verification again(Verification found, GroundView view, double gain);
    }

    Verification from(Verification found) {
        if (found.placement().agreeing().length < WORTH_TILTING
                || found.ground().focalPixels() == null && isAllOver(found)) {
            return found;
        }
        Verification followed = followed(found);
        if (isAllOver(followed)) {
            return followed;
        }
        Verification most = followed;
        GroundView straight = withLens(followed.ground());
        for (double tilt : FAR_AHEAD) {
            most = look.again(most, straight.ahead(followed.headingDegrees(), tilt), GAIN);
        }
        return most == followed ? followed : followed(most);
    }

    private Verification followed(Verification found) {
        Verification now = found;
        for (int i = 0; i < MOST_REPEATS; i++) {
            GroundView seen = CameraPose.view(now.placement(), withLens(now.ground()), UNKNOWN_TILT_DOUBT);
            if (seen == null || seen.axisFrom(now.ground()) <= TILT_TO_REPEAT) {
                return now;
            }
            Verification next = look.again(now, seen, GAIN);
            if (next == now) {
                return now;
            }
            now = next;
        }
        return now;
    }

    private static boolean isAllOver(Verification found) {
        return found.placement().evidence().spread() >= ENOUGH_SPREAD;
    }

    private static GroundView withLens(GroundView ground) {
        return ground.focalPixels() == null
                ? ground.withFocal(USUAL_FOCAL * Math.max(ground.width(), ground.height()))
                : ground;
    }
}
