package dev.geofix.locate.picture;

import dev.geofix.imaging.RgbImage;
import dev.geofix.verification.Verification;
import java.awt.Color;
import java.awt.geom.Point2D;
import java.util.List;
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
public record MatchScene(Verdict verdict, String headline, String facts, RgbImage photo,
        @Nullable Double headingDegrees,
        @Nullable ShownTile tile) {

    /**
     * The tile beside the photo, north up. Places on it are shares of its width from the left and of its height from the top.
     *
     * @param caption what it is called
     * @param image null where it is gone
     * @param widthMeters ground that it shows; null where that is unknown
     * @param matches keypoints that the photo and the tile have in common; null where none are to be shown
     * @param footprint corners of the ground that the photo shows, from its upper left clockwise; empty where they are unknown
     * @param place what was found to be in the photo's middle; null where it is not on the tile
     */
    public record ShownTile(String caption, @Nullable RgbImage image, @Nullable Double widthMeters,
            Verification.@Nullable TileMatches matches, List<Point2D> footprint, @Nullable Point2D place) {
        /** Width by height; what has neither a picture nor keypoints is taken for a square. */
        double aspect() {
            if (image != null) {
                return (double) image.width() / image.height();
            }
            return matches == null ? 1 : (double) matches.width() / matches.height();
        }
    }

    /**
     * How far to trust a place. The colours are told apart by the colour-blind too, and white is readable on each (a contrast of 5 : 1 or more).
     */
    public enum Verdict {
        /** Local features agree on it. */
        VERIFIED(new Color(0x00659e)),
        /** Tiles of that place look like the photo, and nothing confirms it. */
        ACCEPTED(new Color(0x5d5d66)),
        /** No place deserves trust. */
        REJECTED(new Color(0xa83f00));

        private final Color color;

        Verdict(Color color) {
            this.color = color;
        }

        Color color() {
            return color;
        }
    }
}
