package dev.geofix.simulator.view;

import dev.geofix.simulator.scene.Area;

/**
 * A projective map from space to samples: four affine forms X, Y, W, K of (x, y, z); column X/W, row Y/W, and a nearness
 * K/W that is linear over the picture and larger for what is in front.
 */
final class CameraProjection {
    private final double[] forms;
    private final boolean central;
    private final double[] eye;

    private CameraProjection(double[] forms, boolean central, double[] eye) {
        this.forms = forms;
        this.central = central;
        this.eye = eye;
    }

    /** @param supersampling samples a pixel in each direction */
    static CameraProjection perspective(Camera camera, int supersampling) {
        double h = Math.toRadians(camera.heading());
        double t = Math.toRadians(camera.tilt());
        double[] forward = {Math.sin(t) * Math.sin(h), Math.sin(t) * Math.cos(h), -Math.cos(t)};
        double[] up = {Math.cos(t) * Math.sin(h), Math.cos(t) * Math.cos(h), Math.sin(t)};
        double[] right = {Math.cos(h), -Math.sin(h), 0};
        double width = camera.width() * supersampling;
        double height = camera.height() * supersampling;
        double focal = width / 2 / Math.tan(Math.toRadians(camera.fieldOfView()) / 2);
        double[] forms = new double[16];
        for (int axis = 0; axis < 3; axis++) {
            forms[axis] = focal * right[axis] + width / 2 * forward[axis];
            forms[4 + axis] = -focal * up[axis] + height / 2 * forward[axis];
            forms[8 + axis] = forward[axis];
        }
        double[] eye = {camera.east(), camera.north(), camera.altitude()};
        for (int row = 0; row < 3; row++) {
            forms[4 * row + 3] = -(forms[4 * row] * eye[0] + forms[4 * row + 1] * eye[1]
                    + forms[4 * row + 2] * eye[2]);
        }
        forms[15] = 1;
        double[] inverse = new double[12];
        System.arraycopy(eye, 0, inverse, 0, 3);
        for (int axis = 0; axis < 3; axis++) {
            inverse[3 + axis] = right[axis] / focal;
            inverse[6 + axis] = -up[axis] / focal;
            inverse[9 + axis] = forward[axis] - right[axis] * width / 2 / focal + up[axis] * height / 2 / focal;
        }
        return new CameraProjection(forms, true, inverse);
    }

    /** Straight down on an area, north up; a sample's nearness is its height. */
    static CameraProjection overhead(Area area, double columns, double rows) {
        return slanted(area, columns, rows, 0, 0);
    }

    /** Parallel rays that move by (shiftX, shiftY) on the ground per metre of height. */
    static CameraProjection slanted(Area area, double columns, double rows, double shiftX, double shiftY) {
        double sx = columns / area.width();
        double sy = rows / area.height();
        double[] forms = {sx, 0, sx * shiftX, -sx * area.minX(), 0, -sy, -sy * shiftY, sy * area.maxY(), 0, 0, 0, 1, 0,
            0, 1, 0};
        return new CameraProjection(forms, false, new double[]{area.minX(), area.maxY(), 1 / sx, 1 / sy});
    }

    void transform(double x, double y, double z, double[] out) {
        for (int row = 0; row < 4; row++) {
            out[row] = forms[4 * row] * x + forms[4 * row + 1] * y + forms[4 * row + 2] * z + forms[4 * row + 3];
        }
    }

    boolean central() {
        return central;
    }

    /** The point in space seen at a sample with a nearness; of a parallel projection only the overhead one. */
    void locate(double column, double row, double nearness, double[] out) {
        if (!central) {
            out[0] = eye[0] + column * eye[2];
            out[1] = eye[1] - row * eye[3];
            out[2] = nearness;
            return;
        }
        double distance = 1 / nearness;
        for (int axis = 0; axis < 3; axis++) {
            out[axis] = eye[axis] + distance * (column * eye[3 + axis] + row * eye[6 + axis] + eye[9 + axis]);
        }
    }

    /** The nearness at which the ray through a sample meets the ground; not positive for rays to the sky. */
    double groundNearness(double column, double row) {
        return central ? -(column * eye[5] + row * eye[8] + eye[11]) / eye[2] : 0;
    }
}
