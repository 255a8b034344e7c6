package dev.geofix.locate;

import dev.geofix.imaging.RgbImage;
import dev.geofix.verification.Verification;
import org.jspecify.annotations.Nullable;

/**
 * A photo that has been answered, its pixels still at hand.
 *
 * @param image upright
 * @param verified what the answer rests on; null where it is a retrieved place, or none
 */
record LocatedPhoto(LocateAnswer answer, RgbImage image, @Nullable Verification verified) {}
