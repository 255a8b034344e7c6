package dev.geofix.imaging;

/**
 * How a camera is held, as the picture needs it.
 *
 * <p>Axes are north, east, down. The yaw, pitch and roll of a gimbal turn a camera that looks north with its picture upright:
 * Rz(yaw)·Ry(pitch)·Rx(roll). Pix4D's turn one that looks straight down with the picture's upper edge north, in the same order.
 *
 * @param heading where the picture's upper edge points, degrees clockwise from north: the azimuth of the camera's up vector
 * @param pitch of the axis: −90 straight down, 0 at the horizon
 * @param horizon side of the picture on which the horizon lies, degrees clockwise from its upper edge, more than −180 … 180;
 * 0 straight down
 */
record CameraAttitude(double heading, double pitch, double horizon) {
    /**
     * Least length of the up vector on the map for its azimuth to be taken. Of a picture that looks far ahead the vector is nearly
     * vertical, and the least roll would swing its azimuth about; there the picture's upper edge is where the camera looks.
     */
    private static final double LEAST_REACH = Math.sin(Math.toRadians(40));

    /** A camera that leans less than this, in radians, has no horizon side. */
    private static final double LEAST_LEAN = 0.02;

    static CameraAttitude ofGimbal(double yaw, double pitch, double roll) {
        double sinPitch = Math.sin(Math.toRadians(pitch));
        double cosPitch = Math.cos(Math.toRadians(pitch));
        double sinRoll = Math.sin(Math.toRadians(roll));
        double cosRoll = Math.cos(Math.toRadians(roll));
        return of(yaw, new double[]{cosPitch, 0, -sinPitch},
                new double[]{-sinPitch * cosRoll, sinRoll, -cosPitch * cosRoll});
    }

    static CameraAttitude ofPix4d(double yaw, double pitch, double roll) {
        double sinPitch = Math.sin(Math.toRadians(pitch));
        double cosPitch = Math.cos(Math.toRadians(pitch));
        double sinRoll = Math.sin(Math.toRadians(roll));
        double cosRoll = Math.cos(Math.toRadians(roll));
        return of(yaw, new double[]{sinPitch * cosRoll, -sinRoll, cosPitch * cosRoll},
                new double[]{cosPitch, 0, -sinPitch});
    }

    /**
     * @param axis where the camera looks before the yaw, length 1
     * @param up where the picture's upper edge points before the yaw, length 1
     */
    private static CameraAttitude of(double yaw, double[] axis, double[] up) {
        double looking = azimuth(axis);
        double upper = Math.hypot(up[0], up[1]) >= LEAST_REACH ? azimuth(up) : looking + (up[2] > 0 ? 180 : 0);
        double side = Math.hypot(axis[0], axis[1]) < LEAST_LEAN ? 0 : Math.IEEEremainder(looking - upper, 360);
        double horizon = side <= -180 ? 180 : side;
        return new CameraAttitude(compass(yaw + upper),
                -Math.toDegrees(Math.asin(Math.clamp(axis[2], -1, 1))), horizon);
    }

    private static double azimuth(double[] vector) {
        return Math.toDegrees(Math.atan2(vector[1], vector[0]));
    }

    /** The same direction as degrees clockwise from north, 0 … 360. */
    static double compass(double degrees) {
        double turned = degrees % 360;
        return turned < 0 ? turned + 360 : turned;
    }
}
