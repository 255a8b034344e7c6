package dev.geofix.verification;

import dev.geofix.imaging.Homography;
import dev.geofix.imaging.Pyramid;
import dev.geofix.imaging.RgbImage;
import dev.geofix.imaging.Warp;
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

    /**
     * @param most keypoints
     */
    static PhotoView of(Pyramid photo, Homography toPhoto, double metersPerPixel, int width, int height,
            LocalFeatureExtractor extractor, int most) {
        RgbImage view = Warp.projective(photo, toPhoto.matrix(), width, height, Warp.Edge.NEUTRAL);
        LocalFeatures found = extractor.of(view, most);
        int[] inside = IntStream.range(0, found.count())
                .filter(i -> shows(photo.picture(), toPhoto, found.x()[i] + 0.5, found.y()[i] + 0.5)).toArray();
        return new PhotoView(toPhoto, metersPerPixel, found.only(inside));
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
