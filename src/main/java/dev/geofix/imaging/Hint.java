package dev.geofix.imaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Something a photo, or who sends it, says about how it was taken.
 *
 * @param name what it is: heading, pitch, horizon, altitude or focal
 * @param unit of the value and of the doubt
 * @param source who says so, such as {@code drone-dji:GimbalYawDegree} or {@code request}
 * @param doubt standard deviation of the truth about the value
 */
public record Hint(String name, double value, String unit, String source, double doubt) {
    static final String HEADING = "heading";
    static final String PITCH = "pitch";
    static final String HORIZON = "horizon";
    static final String ALTITUDE = "altitude";
    static final String FOCAL = "focal";

    /** @param value where the picture's upper edge points, degrees clockwise from north; any multiple of a turn */
    static Hint heading(double value, String source, double doubt) {
        return new Hint(HEADING, CameraAttitude.compass(value), "degrees", source, doubt);
    }

    /** @param value −90 looks straight down, 0 at the horizon */
    static Hint pitch(double value, String source, double doubt) {
        return new Hint(PITCH, value, "degrees", source, doubt);
    }

    /** @param value side of the picture on which the horizon lies, degrees clockwise from its upper edge */
    static Hint horizon(double value, String source, double doubt) {
        return new Hint(HORIZON, value, "degrees", source, doubt);
    }

    static Hint altitude(double value, String source, double doubt) {
        return new Hint(ALTITUDE, value, "meters", source, doubt);
    }

    static Hint focal(double value, String source, double doubt) {
        return new Hint(FOCAL, value, "pixels", source, doubt);
    }

    Remark ignored(String reason) {
        return new Remark(name, value, source, reason);
    }

    /**
     * Something that a photo says and that is not believed, or only half.
     *
     * @param name what it would have been: a {@link Hint}'s name, position or xmp
     * @param value as it stands in the photo; absent where it is no number
     */
    public record Remark(String name, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double value, String source,
            String reason) {}
}
