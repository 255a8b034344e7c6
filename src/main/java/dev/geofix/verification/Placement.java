package dev.geofix.verification;

import dev.geofix.imaging.Homography;
import dev.geofix.geo.GeoPoint;
import dev.geofix.geo.LocalFrame;
import java.util.List;

/**
 * A photo put on the map by its local features.
 *
 * @param frame of the ground's coordinates
 * @param view of the photo that was matched
 * @param fit from the view to the ground
 * @param points all correspondences with the tiles that take part
 * @param agreeing numbers of those that agree with the fit, each keypoint once
 * @param references that the points name
 * @param evidence for its being right
 */
public record Placement(LocalFrame frame, PhotoView view, PlanarFit.Fit fit, Correspondences points, int[] agreeing,
        List<Reference> references, Evidence evidence) {
    Placement withRunnerUp(int runnerUp) {
        Evidence e = evidence;
        return new Placement(frame, view, fit, points, agreeing, references, new Evidence(e.inliers(), e.matches(),
                e.spread(), e.residual(), runnerUp, e.scaleRatio(), e.turnDegrees(), e.score()));
    }

    /** Those of the tiles that the view shows ground of. */
    List<Reference> touched(List<Reference> tiles) {
        double[] box = box(fit.map(), view.features().width(), view.features().height());
        return tiles.stream().filter(tile -> touches(frame, box, tile)).toList();
    }

    /** West, north, east and south of what a view shows, metres. */
    static double[] box(Homography map, double width, double height) {
        double[] box = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
            Double.NEGATIVE_INFINITY};
        for (int corner = 0; corner < 4; corner++) {
            double x = map.x(corner % 2 * width, corner / 2 * height);
            double y = map.y(corner % 2 * width, corner / 2 * height);
            box[0] = Math.min(box[0], x);
            box[1] = Math.min(box[1], y);
            box[2] = Math.max(box[2], x);
            box[3] = Math.max(box[3], y);
        }
        return box;
    }

    static boolean touches(LocalFrame frame, double[] box, Reference tile) {
        return tile.east(frame, 0) < box[2] && tile.east(frame, tile.features().width()) > box[0]
                && tile.south(frame, 0) < box[3] && tile.south(frame, tile.features().height()) > box[1];
    }

    /** From pixels of the photo to metres east and south in the frame. */
    public Homography photoToGround() {
        return fit.map().after(view.toPhoto().inverse());
    }

    /** The ground in the middle of the view. */
    GeoPoint middle() {
        double x = view.features().width() / 2.0;
        double y = view.features().height() / 2.0;
        return frame.point(fit.map().x(x, y), fit.map().y(x, y));
    }

    public GeoPoint ground(double photoX, double photoY) {
        Homography map = photoToGround();
        return frame.point(map.x(photoX, photoY), map.y(photoX, photoY));
    }
}
