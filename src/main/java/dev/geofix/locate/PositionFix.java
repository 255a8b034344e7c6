package dev.geofix.locate;

import dev.geofix.geo.GeoPoint;
import dev.geofix.verification.CameraPose;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the photo was taken: the ground in its middle.
 *
 * @param radiusMeters holds the true place with the probability that the model's calibration states, if the fix is accepted
 * @param confidence 0 … 1, that the photo shows this place at all
 * @param accepted false when no tile deserves trust
 * @param method verified: local features agree on it; retrieved: tiles of that place look like the photo
 * @param headingDegrees where the photo's upper edge points, as it was found; absent unless verified
 * @param groundSampleDistanceMeters of ground a pixel in the photo's middle; absent unless verified
 * @param camera where the camera was; absent unless verified, the focal length known and the matches enough for it
 * @param footprint ground that the photo shows, its corners from the upper left clockwise, longitude and latitude; absent unless verified, or where the photo shows the horizon
 */
public record PositionFix(double latitude, double longitude, double radiusMeters, double confidence, boolean accepted,
        @Schema(allowableValues = {
            "verified", "retrieved"}) String method,
        @Nullable Double headingDegrees,
        @Nullable Double groundSampleDistanceMeters, @Nullable Camera camera, @Nullable List<double[]> footprint){
    public static final String VERIFIED = "verified";
    public static final String RETRIEVED = "retrieved";

    /**
     * Where the camera was.
     *
     * @param heightMeters above the ground
     * @param pitchDegrees −90 looks straight down
     * @param radiusMeters holds the camera's place with the same probability as the fix's
     */
    public record Camera(double latitude, double longitude, double heightMeters, double headingDegrees,
            double pitchDegrees,
            double radiusMeters) {
        static Camera of(CameraPose pose, double radius) {
            return new Camera(pose.position().latitude(), pose.position().longitude(), pose.heightMeters(),
                    pose.headingDegrees(), pose.pitchDegrees(), radius);
        }
    }

    static PositionFix retrieved(GeoPoint place, double radius, double confidence, boolean accepted) {
        return new PositionFix(place.latitude(), place.longitude(), radius, confidence, accepted, RETRIEVED, null, null,
                null, null);
    }

    /** The same place, not accepted. */
    PositionFix refused(double now) {
        return new PositionFix(latitude, longitude, radiusMeters, now, false, method,
                headingDegrees, groundSampleDistanceMeters, camera, footprint);
    }

    public GeoPoint point() {
        return new GeoPoint(latitude, longitude);
    }
}
