package dev.geofix.verification;

import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.GroundView;
import dev.geofix.imaging.Homography;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Where the camera was and where it looked, from a placement and the focal length.
 *
 * <p>The six numbers of a {@link GroundView} and its middle on the ground are fitted to the matches that agree, by least squares on the photo. Height and tilt of a camera that looks down are told apart
 * by little, so what is known of the tilt takes part with its doubt; without it the scatter of matches would move the camera sideways by many metres.
 *
 * @param position of the camera, on the ground below it
 * @param heightMeters above the ground
 * @param headingDegrees where the photo's upper edge points
 * @param pitchDegrees of the axis, −90 straight down
 * @param deviationMeters of the position, standard deviation in each direction
 */
public record CameraPose(GeoPoint position, double heightMeters, double headingDegrees, double pitchDegrees,
        double deviationMeters) {
    private static final int PARAMETERS = 6;
    private static final int ROUNDS = 20;
    private static final double STEP = 1e-5;
    /** Matches are off by a pixel of the view at least, whatever their scatter. */
    private static final double LEAST_DEVIATION = 1;
    /** A camera that is known no better than this share of its height is not known. */
    private static final double MOST_DOUBT = 0.25;

    /**
     * @param tiltDoubt standard deviation of what is supposed of the tilt, degrees
     * @return null without a focal length, or where the matches do not carry it
     */
    static @Nullable CameraPose of(Placement placement, GroundView supposed, double tiltDoubt) {
        Fitted fitted = fitted(placement, supposed, tiltDoubt);
        return fitted == null ? null : fitted.by().described(fitted.parameters(), fitted.normal());
    }

    /**
     * How the camera sees the ground by the same fit; null likewise.
     *
     * @param tiltDoubt see {@link #of}
     */
    static @Nullable GroundView view(Placement placement, GroundView supposed, double tiltDoubt) {
        Fitted fitted = fitted(placement, supposed, tiltDoubt);
        return fitted == null ? null : fitted.by().view(fitted.parameters());
    }

    private static @Nullable Fitted fitted(Placement placement, GroundView supposed, double tiltDoubt) {
        Double focal = supposed.focalPixels();
        if (focal == null) {
            return null;
        }
        Homography photoToGround = placement.photoToGround();
        double middleX = supposed.width() / 2.0;
        double middleY = supposed.height() / 2.0;
        double[] jacobian = photoToGround.jacobian(middleX, middleY);
        double area = jacobian[0] * jacobian[3] - jacobian[1] * jacobian[2];
        if (!(area > 0)) {
            return null;
        }
        // East and south of a step towards the photo's upper edge.
        double heading = Math.atan2(-jacobian[1], jacobian[3]);
        double[] parameters = {photoToGround.x(middleX, middleY), photoToGround.y(middleX, middleY), heading,
            -Math.log(area) / 2, Math.toRadians(supposed.tiltDegrees()), Math.toRadians(supposed.sideTiltDegrees())};
        return new Fitting(placement, supposed, focal, Math.toRadians(tiltDoubt)).from(parameters);
    }

    private record Fitted(Fitting by, double[] parameters, DMatrixRMaj normal) {}

    /** One fit. Parameters: east and south of the middle, heading, logarithm of the scale, tilt and side tilt in radians. */
    private record Fitting(Placement placement, GroundView supposed, double focal, double tiltDoubt) {
        @Nullable
        Fitted from(double[] start) {
            double deviation = Math.max(LEAST_DEVIATION, placement.evidence().residual())
                    * placement.view().metersPerPixel() * Math.exp(start[3]);
            double[] now = start;
            double[] residuals = residuals(now, deviation);
            DMatrixRMaj normal = new DMatrixRMaj(PARAMETERS, PARAMETERS);
            double damping = 1e-6;
            for (int round = 0; round < ROUNDS; round++) {
                double[][] columns = columns(now, residuals, deviation);
                DMatrixRMaj gradient = new DMatrixRMaj(PARAMETERS, 1);
                for (int i = 0; i < PARAMETERS; i++) {
                    gradient.set(i, 0, dot(columns[i], residuals));
                    for (int j = 0; j < PARAMETERS; j++) {
                        normal.set(i, j, dot(columns[i], columns[j]));
                    }
                }
                DMatrixRMaj damped = normal.copy();
                for (int i = 0; i < PARAMETERS; i++) {
                    damped.set(i, i, damped.get(i, i) * (1 + damping));
                }
                DMatrixRMaj change = new DMatrixRMaj(PARAMETERS, 1);
                if (!CommonOps_DDRM.solve(damped, gradient, change)
                        || !Arrays.stream(change.data).allMatch(Double::isFinite)) {
                    return null;
                }
                double[] next = now.clone();
                for (int i = 0; i < PARAMETERS; i++) {
                    next[i] -= change.get(i, 0);
                }
                double[] then = residuals(next, deviation);
                double before = dot(residuals, residuals);
                double after = dot(then, then);
                if (after <= before) {
                    now = next;
                    residuals = then;
                    damping = Math.max(1e-9, damping / 10);
                    if (before - after < 1e-6 * before) {
                        break;
                    }
                } else {
                    damping *= 10;
                }
            }
            return new Fitted(this, now, normal);
        }

        /** Photo pixels over their deviation, and the tilt's own. */
        private double[] residuals(double[] p, double deviation) {
            Homography groundToPhoto = view(p).toPhoto(0, 0, 1, 0, 0);
            Homography viewToPhoto = placement.view().toPhoto();
            Correspondences points = placement.points();
            int[] agreeing = placement.agreeing();
            double[] residuals = new double[2 * agreeing.length + 2];
            for (int i = 0; i < agreeing.length; i++) {
                int k = agreeing[i];
                double east = points.east()[k] - p[0];
                double south = points.south()[k] - p[1];
                residuals[2 * i] = (groundToPhoto.x(east, south) - viewToPhoto.x(points.x()[k], points.y()[k]))
                        / deviation;
                residuals[2 * i + 1] = (groundToPhoto.y(east, south) - viewToPhoto.y(points.x()[k], points.y()[k]))
                        / deviation;
            }
            residuals[2 * agreeing.length] = (p[4] - Math.toRadians(supposed.tiltDegrees())) / tiltDoubt;
            residuals[2 * agreeing.length + 1] = (p[5] - Math.toRadians(supposed.sideTiltDegrees())) / tiltDoubt;
            return residuals;
        }

        private double[][] columns(double[] p, double[] residuals, double deviation) {
            double[][] columns = new double[PARAMETERS][];
            for (int i = 0; i < PARAMETERS; i++) {
                double[] moved = p.clone();
                double step = i < 2 ? 1e-3 : STEP;
                moved[i] += step;
                columns[i] = residuals(moved, deviation);
                for (int k = 0; k < residuals.length; k++) {
                    columns[i][k] = (columns[i][k] - residuals[k]) / step;
                }
            }
            return columns;
        }

        private GroundView view(double[] p) {
            return new GroundView(supposed.width(), supposed.height(), Math.exp(p[3]), Math.toDegrees(p[2]),
                    Math.toDegrees(p[4]), Math.toDegrees(p[5]), focal);
        }

        /** East, south and height of the camera. */
        private double[] camera(double[] p) {
            double range = focal / Math.exp(p[3]);
            // The axis as ahead, right and down of the photo's middle.
            double ahead = Math.sin(p[4]) * Math.cos(p[5]);
            double right = Math.sin(p[5]);
            double east = ahead * Math.sin(p[2]) + right * Math.cos(p[2]);
            double north = ahead * Math.cos(p[2]) - right * Math.sin(p[2]);
            return new double[]{p[0] - range * east, p[1] + range * north,
                range * Math.cos(p[4]) * Math.cos(p[5])};
        }

        private @Nullable CameraPose described(double[] p, DMatrixRMaj normal) {
            DMatrixRMaj covariance = normal.copy();
            if (!CommonOps_DDRM.invert(covariance)) {
                return null;
            }
            double[] camera = camera(p);
            double[][] rows = new double[2][PARAMETERS];
            for (int i = 0; i < PARAMETERS; i++) {
                double[] moved = p.clone();
                moved[i] += STEP;
                double[] there = camera(moved);
                rows[0][i] = (there[0] - camera[0]) / STEP;
                rows[1][i] = (there[1] - camera[1]) / STEP;
            }
            double deviation = Math.sqrt((quadratic(rows[0], covariance) + quadratic(rows[1], covariance)) / 2);
            if (!(deviation < MOST_DOUBT * camera[2]) || !Arrays.stream(camera).allMatch(Double::isFinite)) {
                return null;
            }
            double down = Math.cos(p[4]) * Math.cos(p[5]);
            double heading = Math.toDegrees(p[2]) % 360;
            return new CameraPose(placement.frame().point(camera[0], camera[1]), camera[2],
                    heading < 0 ? heading + 360 : heading, -Math.toDegrees(Math.asin(Math.clamp(down, -1, 1))),
                    deviation);
        }

        private static double quadratic(double[] row, DMatrixRMaj matrix) {
            double sum = 0;
            for (int i = 0; i < PARAMETERS; i++) {
                for (int j = 0; j < PARAMETERS; j++) {
                    sum += row[i] * matrix.get(i, j) * row[j];
                }
            }
            return sum;
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }
    }
}
