package dev.geofix.locate;

import dev.geofix.imaging.RgbImage;
import dev.geofix.verification.Verification;
import org.jspecify.annotations.Nullable;

/**
 * A photo that has been answered, its pixels still at hand.
 *
 * @param image upright
 * @param verification the best that looking closely has found, whether the answer rests on it or not
 */
record LocatedPhoto(LocateAnswer answer, RgbImage image, @Nullable Verification verification) {
    /** What the answer rests on; null where it is a retrieved place, or none. */
    @Nullable
    Verification verified() {
        PositionFix fix = answer.fix();
        return fix != null && fix.method().equals(PositionFix.VERIFIED) ? verification : null;
    }
}
