package dev.geofix.simulator.view;

import dev.geofix.platform.UserException;
import dev.geofix.simulator.scene.Point;
import org.jspecify.annotations.Nullable;

/**
 * A pinhole camera under a drone. The top of the picture points to the heading.
 *
 * @param east position in the town's frame, metres; {@code north} likewise
 * @param altitude above ground, metres, 10 … 2000
 * @param heading degrees from north to the east
 * @param tilt of the optical axis from straight down towards the heading, degrees, 0 … 80
 * @param fieldOfView horizontal, degrees, 5 … 120
 */
public record Camera(double east, double north, double altitude, double heading, double tilt, double fieldOfView,
        int width, int height) {
    public Camera {
        require(altitude >= 10 && altitude <= 2000, "altitude must be 10 to 2000 m", altitude);
        require(tilt >= 0 && tilt <= 80, "tilt must be 0 to 80 degrees", tilt);
        require(fieldOfView >= 5 && fieldOfView <= 120, "field of view must be 5 to 120 degrees", fieldOfView);
        require(Double.isFinite(heading) && Math.abs(east) < 1e5 && Math.abs(north) < 1e5,
                "heading and position must be numbers, the position within 100 km", heading);
        require(width >= 1 && width <= 8192 && height >= 1 && height <= 8192, "sides must be 1 to 8192 pixels", width);
    }

    /** The camera that has a ground point in the middle of its picture. */
    public static Camera lookingAt(Point target, double altitude, double heading, double tilt, double fieldOfView,
            int width, int height) {
        double back = altitude * Math.tan(Math.toRadians(tilt));
        double angle = Math.toRadians(heading);
        return new Camera(target.x() - back * Math.sin(angle), target.y() - back * Math.cos(angle), altitude, heading,
                tilt, fieldOfView, width, height);
    }

    /** The ground point in the middle of the picture. */
    public Point target() {
        double ahead = altitude * Math.tan(Math.toRadians(tilt));
        double angle = Math.toRadians(heading);
        return new Point(east + ahead * Math.sin(angle), north + ahead * Math.cos(angle));
    }

    /** Pixel coordinates, from the picture's upper left corner, of a point in space; null when it lies behind the camera. */
    public @Nullable Point project(double x, double y, double z) {
        double[] p = new double[4];
        CameraProjection.perspective(this, 1).transform(x, y, z, p);
        return p[2] <= 0 ? null : new Point(p[0] / p[2], p[1] / p[2]);
    }

    private static void require(boolean holds, String message, double value) {
        if (!holds) {
            throw new UserException(message + ", not " + value);
        }
    }
}
