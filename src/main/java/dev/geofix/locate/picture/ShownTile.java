package dev.geofix.locate.picture;

import dev.geofix.imaging.RgbImage;
import dev.geofix.verification.Verification;
import java.awt.geom.Point2D;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
