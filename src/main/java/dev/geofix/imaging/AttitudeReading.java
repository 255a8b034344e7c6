package dev.geofix.imaging;

import dev.geofix.imaging.Hint.Remark;
import dev.geofix.imaging.XmpProperties.XmpSchema;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the camera was held, from the first that tells it: the maker's own names, Pix4D's, EXIF.
 *
 * @param heading where the picture's upper edge points
 * @param pitch of the camera's axis
 * @param horizon side of the picture on which the horizon lies; absent for the upper edge
 */
record AttitudeReading(@Nullable Hint heading, @Nullable Hint pitch, @Nullable Hint horizon) {
    /** A maker's names of the camera's attitude against north and level, and of the aircraft's yaw. */
    private record Names(String yaw, String pitch, String roll, String aircraftYaw) {
        static Names of(String schema, String camera, String suffix, String aircraft) {
            String start = schema + ":" + camera;
            return new Names(start + "Yaw" + suffix, start + "Pitch" + suffix, start + "Roll" + suffix,
                    schema + ":" + aircraft + "Yaw" + suffix);
        }
    }

    private static final List<Names> MAKERS = List.of(Names.of(XmpSchema.DJI, "Gimbal", "Degree", "Flight"),
            Names.of(XmpSchema.DRONE, "Gimbal", "Degree", "Flight"),
            Names.of(XmpSchema.AUTEL, "Gimbal", "Degree", "Flight"),
            Names.of(XmpSchema.PARROT, "Camera", "Degree", "Drone"),
            Names.of(XmpSchema.SKYDIO, "CameraOrientationNED/", "", "VehicleOrientationNED/"));

    private static final Names PIX4D = Names.of(XmpSchema.PIX4D, "", "", "");

    private static final String IMAGE_DIRECTION = "EXIF:GPSImgDirection";

    private static final double CAMERA_YAW_DOUBT = 5;

    /** The gimbal may look elsewhere than the aircraft. */
    private static final double AIRCRAFT_YAW_DOUBT = 10;

    private static final double COMPASS_DOUBT = 20;
    private static final double PITCH_DOUBT = 2;

    /** Where it is not sure what the maker means by a pitch. */
    private static final double UNSURE_PITCH_DOUBT = 15;

    private static final double STRAIGHT_DOWN = -90;

    /** Pix4D's pitch of a camera that looks backwards: fixed wings climb so steeply at most. */
    private static final double LEAST_PIX4D_PITCH = -25;

    /** Angles are written within a turn; other numbers are no angles. */
    private static final double MOST_ANGLE = 360;

    /** A camera that leans to the upper edge within this needs no word about it, degrees. */
    private static final double LEAST_HORIZON = 0.05;

    private static final AttitudeReading NONE = new AttitudeReading(null, null, null);

    static AttitudeReading of(ExifGps gps, XmpProperties xmp, List<Remark> remarks) {
        AttitudeReading reading = NONE;
        for (int i = 0; reading.isEmpty() && i < MAKERS.size(); i++) {
            reading = maker(MAKERS.get(i), xmp, remarks);
        }
        if (reading.isEmpty()) {
            reading = pix4d(xmp, remarks);
        }
        return reading.heading == null
                ? new AttitudeReading(imageDirection(gps, xmp), reading.pitch, reading.horizon)
                : reading;
    }

    private boolean isEmpty() {
        return heading == null && pitch == null;
    }

    private static AttitudeReading maker(Names names, XmpProperties xmp, List<Remark> remarks) {
        Double yaw = angle(names.yaw, Hint.HEADING, xmp, remarks);
        Double pitch = angle(names.pitch, Hint.PITCH, xmp, remarks);
        Double roll = angle(names.roll, Hint.HORIZON, xmp, remarks);
        Double aircraftYaw = angle(names.aircraftYaw, Hint.HEADING, xmp, remarks);
        if (isUnset(yaw, pitch, roll)) {
            String reason = "yaw, pitch and roll of the camera are all 0: the camera did not set them";
            remarks.add(new Remark(Hint.HEADING, yaw, names.yaw, reason));
            remarks.add(new Remark(Hint.PITCH, pitch, names.pitch, reason));
            if (aircraftYaw != null && aircraftYaw == 0) {
                remarks.add(new Remark(Hint.HEADING, aircraftYaw, names.aircraftYaw, "0 as the camera's angles are"));
                return NONE;
            }
            return new AttitudeReading(aircraft(names, aircraftYaw), null, null);
        }
        if (yaw == null) {
            return new AttitudeReading(aircraft(names, aircraftYaw),
                    pitch == null ? null : Hint.pitch(downwards(pitch), names.pitch, PITCH_DOUBT), null);
        }
        return reading(names, roll, pitch == null ? null : PITCH_DOUBT, CameraAttitude.ofGimbal(yaw,
                pitch == null ? STRAIGHT_DOWN : pitch, roll == null ? 0 : roll));
    }

    /** A lone 0 is a value; a camera that looks north, level and upright to the last digit is none. */
    private static boolean isUnset(@Nullable Double yaw, @Nullable Double pitch, @Nullable Double roll) {
        return yaw != null && pitch != null && Stream.of(yaw, pitch, roll == null ? 0 : roll)
                .allMatch(angle -> angle == 0);
    }

    /** Pitch past straight down or up, as the angle to the horizon. */
    private static double downwards(double pitch) {
        return Math.toDegrees(Math.asin(Math.sin(Math.toRadians(pitch))));
    }

    private static @Nullable Hint aircraft(Names names, @Nullable Double yaw) {
        return yaw == null ? null : Hint.heading(yaw, names.aircraftYaw, AIRCRAFT_YAW_DOUBT);
    }

    /**
     * Pix4D's names: 0 looks straight down, 90 ahead. Some aircraft write them with the pitch against the horizon; a pitch of less than
     * {@link #LEAST_PIX4D_PITCH} is taken for one of those.
     */
    private static AttitudeReading pix4d(XmpProperties xmp, List<Remark> remarks) {
        Double yaw = angle(PIX4D.yaw, Hint.HEADING, xmp, remarks);
        Double pitch = angle(PIX4D.pitch, Hint.PITCH, xmp, remarks);
        Double roll = angle(PIX4D.roll, Hint.HORIZON, xmp, remarks);
        if (isUnset(yaw, pitch, roll)) {
            remarks.add(new Remark(Hint.HEADING, yaw, PIX4D.yaw,
                    "yaw, pitch and roll of the camera are all 0: the camera did not set them"));
            return NONE;
        }
        if (yaw == null && pitch == null) {
            return NONE;
        }
        double direction = yaw == null ? 0 : yaw;
        double ahead = pitch == null ? 0 : pitch;
        boolean fromHorizon = ahead < LEAST_PIX4D_PITCH;
        if (fromHorizon) {
            remarks.add(new Remark(Hint.PITCH, pitch, PIX4D.pitch,
                    "taken for the angle to the horizon: as Pix4D means it the camera would look backwards"));
        }
        double turned = roll == null ? 0 : roll;
        CameraAttitude attitude = fromHorizon
                ? CameraAttitude.ofGimbal(direction, ahead, turned)
                : CameraAttitude.ofPix4d(direction, ahead, turned);
        Double doubt = pitch == null
                ? null
                : Double.valueOf(ahead < 0 ? UNSURE_PITCH_DOUBT : CAMERA_YAW_DOUBT);
        AttitudeReading reading = reading(PIX4D, roll, doubt, attitude);
        return yaw == null ? new AttitudeReading(null, reading.pitch, reading.horizon) : reading;
    }

    /** @param pitchDoubt absent where the pitch is not known */
    private static AttitudeReading reading(Names names, @Nullable Double roll, @Nullable Double pitchDoubt,
            CameraAttitude attitude) {
        boolean rolled = roll != null && roll != 0;
        String heading = names.yaw + (rolled ? ", " + names.roll : "");
        Hint pitch = pitchDoubt == null ? null : Hint.pitch(attitude.pitch(), names.pitch, pitchDoubt);
        Hint horizon = pitchDoubt == null || Math.abs(attitude.horizon()) < LEAST_HORIZON
                ? null
                : Hint.horizon(attitude.horizon(), names.pitch + ", " + names.roll, CAMERA_YAW_DOUBT);
        return new AttitudeReading(Hint.heading(attitude.heading(), heading, CAMERA_YAW_DOUBT), pitch, horizon);
    }

    private static @Nullable Hint imageDirection(ExifGps gps, XmpProperties xmp) {
        Double exif = gps.imageDirection();
        if (exif != null) {
            return Hint.heading(exif, IMAGE_DIRECTION, gps.isMagnetic() ? COMPASS_DOUBT : AIRCRAFT_YAW_DOUBT);
        }
        String name = XmpSchema.EXIF + ":GPSImgDirection";
        Double direction = xmp.number(name);
        return direction == null ? null : Hint.heading(direction, name, COMPASS_DOUBT);
    }

    private static @Nullable Double angle(String name, String hint, XmpProperties xmp, List<Remark> remarks) {
        String text = xmp.text(name);
        Double degrees = xmp.number(name);
        if (text == null || degrees != null && Math.abs(degrees) <= MOST_ANGLE) {
            return degrees;
        }
        remarks.add(new Remark(hint, degrees, name, "this is no angle in degrees"));
        return null;
    }
}
