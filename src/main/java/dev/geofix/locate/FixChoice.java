package dev.geofix.locate;

import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.Hint;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.inference.Calibration;
import dev.geofix.verification.CameraPose;
import dev.geofix.verification.Trust;
import dev.geofix.verification.Verification;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which place is answered: the verified one where it is likelier right than wrong, else the retrieved one. A place that looking closely could have confirmed and did not is believed less, and never
 * accepted: how well a gallery's tiles look like each other is all that a retrieved confidence knows, and a confident wrong place is the worst answer.
 */
public final class FixChoice {
    private static final double LIKELY = 0.5;
    /** Of a camera that does not say how it looks, and most likely looks down. */
    private static final double UNKNOWN_TILT_DOUBT = 5;
    private static final double LEAST_TILT_DOUBT = 1;

    private FixChoice() {}

    /**
     * @param unconfirmed whether every candidate was looked at closely and none deserved trust
     * @return null when there is neither
     */
    public static @Nullable PositionFix of(@Nullable Verification verified, @Nullable PositionFix retrieved,
            PhotoMetadata photo, Trust trust, Calibration calibration, boolean unconfirmed) {
        if (verified != null && verified.probability() >= LIKELY) {
            return verified(verified, photo, trust, calibration);
        }
        if (retrieved == null) {
            return verified == null ? null : verified(verified, photo, trust, calibration);
        }
        return unconfirmed
                ? retrieved.refused(trust.unconfirmed(retrieved.confidence()))
                : retrieved;
    }

    private static PositionFix verified(Verification found, PhotoMetadata photo, Trust trust,
            Calibration calibration) {
        GeoPoint middle = found.middle();
        double radius = trust.radius(found, calibration.coverage());
        Hint pitch = photo.pitch();
        // A focal length that was only supposed places no camera.
        CameraPose pose = photo.focalPixels() == null
                ? null
                : found.camera(pitch == null ? UNKNOWN_TILT_DOUBT : Math.max(LEAST_TILT_DOUBT, pitch.doubt()));
        return new PositionFix(middle.latitude(), middle.longitude(), radius, trust.confidence(found.probability()),
                found.probability() >= trust.threshold(), PositionFix.VERIFIED, found.headingDegrees(),
                found.metersPerPixel(),
                pose == null
                        ? null
                        : PositionFix.Camera.of(pose,
                                Math.hypot(radius, trust.spread(pose.deviationMeters(), calibration.coverage()))),
                footprint(found));
    }

    private static @Nullable List<double[]> footprint(Verification found) {
        double width = found.ground().width();
        double height = found.ground().height();
        List<double[]> corners = new ArrayList<>();
        for (double[] corner : new double[][]{{0, 0}, {width, 0}, {width, height}, {0, height}}) {
            GeoPoint ground = found.ground(corner[0], corner[1]);
            if (ground == null) {
                return null;
            }
            corners.add(new double[]{ground.longitude(), ground.latitude()});
        }
        return corners;
    }
}
