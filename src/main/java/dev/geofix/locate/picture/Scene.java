package dev.geofix.locate.picture;

import dev.geofix.imaging.RgbImage;
import org.jspecify.annotations.Nullable;

/**
 * What a picture tells.
 *
 * @param headline the verdict in words
 * @param facts where, how sure and by what, in a line
 * @param photo upright
 * @param headingDegrees where the photo's upper edge points; null where it was not found
 * @param tile null where there is none to show
 */
public record Scene(Verdict verdict, String headline, String facts, RgbImage photo, @Nullable Double headingDegrees,
        @Nullable ShownTile tile) {}
