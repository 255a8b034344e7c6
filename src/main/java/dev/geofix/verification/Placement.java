package dev.geofix.verification;

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
record Placement(LocalFrame frame, PhotoView view, PlanarFit.Fit fit, Correspondences points, int[] agreeing,
        List<Reference> references, Evidence evidence) {

    /** From pixels of the photo to metres east and south in the frame. */
    Homography photoToGround() {
        return fit.map().after(view.toPhoto().inverse());
    }

    GeoPoint ground(double photoX, double photoY) {
        Homography map = photoToGround();
        return frame.point(map.x(photoX, photoY), map.y(photoX, photoY));
    }
}
