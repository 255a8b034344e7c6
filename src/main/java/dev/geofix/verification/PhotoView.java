package dev.geofix.verification;

import dev.geofix.imaging.GroundView;
import dev.geofix.imaging.Homography;
import dev.geofix.imaging.Pyramid;
import dev.geofix.imaging.RgbImage;
import dev.geofix.imaging.Warp;
import java.awt.Dimension;
import java.util.stream.IntStream;

/**
 * A photo as it would lie on the map, as far as that is known: turned north-up, at a ground sample distance, with its local features.
 *
 * @param toPhoto from pixels of the view to those of the photo, both with the middle of the first pixel at (0.5, 0.5)
 * @param metersPerPixel that the view is thought to have
 * @param features in pixels of the view
 */
public record PhotoView(Homography toPhoto, double metersPerPixel, LocalFeatures features) {
    /** Keypoints nearer to the photo's edge, pixels of the view, are of the edge. */
    private static final double EDGE = 6;

    /** Longest side of a view among many, pixels; and pixels of a view that is the only one. */
    private static final int SIDE_OF_MANY = 384;
    private static final int PIXELS_OF_ONE = 512 * 512;
    private static final int LONGEST = 1024;
    private static final int SHORTEST = 64;
    private static final int MULTIPLE = 32;

    /**
     * The middle of a photo, as large as the number of views allows.
     *
     * @param metersPerPixel of the view
     * @param isAlone whether it is the only one
     * @param most keypoints
     */
    static PhotoView of(Pyramid photo, GroundView ground, double metersPerPixel, boolean isAlone,
            LocalFeatureExtractor extractor, int most) {
        Dimension size = size(ground, metersPerPixel, isAlone);
        Homography toPhoto = ground.toPhoto(size.width, size.height, metersPerPixel, 0, 0);
        RgbImage view = Warp.projective(photo, toPhoto.matrix(), size.width, size.height, Warp.Edge.NEUTRAL);
        LocalFeatures found = extractor.of(view, most);
        int[] inside = IntStream.range(0, found.count())
                .filter(i -> shows(photo.picture(), toPhoto, found.x()[i] + 0.5, found.y()[i] + 0.5)).toArray();
        return new PhotoView(toPhoto, metersPerPixel, found.only(inside));
    }

    /** Pixels of a view: of all that the photo shows, if that is not too many. */
    static Dimension size(GroundView ground, double metersPerPixel, boolean isAlone) {
        double heading = Math.toRadians(ground.headingDegrees());
        double sin = Math.abs(Math.sin(heading));
        double cos = Math.abs(Math.cos(heading));
        double longest = isAlone ? LONGEST : SIDE_OF_MANY;
        double width = Math.min(longest,
                (ground.groundWidth() * cos + ground.groundHeight() * sin) / metersPerPixel);
        double height = Math.min(longest,
                (ground.groundWidth() * sin + ground.groundHeight() * cos) / metersPerPixel);
        if (isAlone && width * height > PIXELS_OF_ONE) {
            double square = Math.sqrt(PIXELS_OF_ONE);
            if (Math.min(width, height) > square) {
                width = square;
                height = square;
            } else if (width > height) {
                width = PIXELS_OF_ONE / height;
            } else {
                height = PIXELS_OF_ONE / width;
            }
        }
        return new Dimension(side(width), side(height));
    }

    private static int side(double pixels) {
        return Math.max(SHORTEST, (int) Math.round(pixels / MULTIPLE) * MULTIPLE);
    }

    /** Whether all round the point the photo shows something. */
    private static boolean shows(RgbImage photo, Homography toPhoto, double x, double y) {
        for (int corner = 0; corner < 4; corner++) {
            double cornerX = x + (corner % 2 == 0 ? -EDGE : EDGE);
            double cornerY = y + (corner < 2 ? -EDGE : EDGE);
            if (!(toPhoto.depth(cornerX, cornerY) > 0)) {
                return false;
            }
            double u = toPhoto.x(cornerX, cornerY);
            double v = toPhoto.y(cornerX, cornerY);
            if (!(u >= 0 && v >= 0 && u <= photo.width() && v <= photo.height())) {
                return false;
            }
        }
        return true;
    }

    double x(int keypoint) {
        return features.x()[keypoint] + 0.5;
    }

    double y(int keypoint) {
        return features.y()[keypoint] + 0.5;
    }
}
