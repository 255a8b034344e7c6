package dev.geofix.imaging;

import org.jspecify.annotations.Nullable;

/**
 * How a camera sees the ground, as far as that is known or supposed: enough to paint the photo as it would lie on the map.
 *
 * @param width of the photo, pixels
 * @param height likewise
 * @param scale photo pixels a metre of ground in the middle of the photo
 * @param headingDegrees where the photo's upper edge points, clockwise from north
 * @param tiltDegrees of the camera's axis from straight down, towards the photo's upper edge; negative towards the lower one
 * @param sideTiltDegrees of the axis from there towards the photo's right edge
 * @param focalPixels focal length; without it nothing converges
 */
public record GroundView(int width, int height, double scale, double headingDegrees, double tiltDegrees,
        double sideTiltDegrees, @Nullable Double focalPixels) {
    public GroundView turned(double degrees) {
        return new GroundView(width, height, scale, headingDegrees + degrees, tiltDegrees, sideTiltDegrees,
                focalPixels);
    }

    /** The same with so many times as many photo pixels a metre. */
    public GroundView scaled(double factor) {
        return new GroundView(width, height, scale * factor, headingDegrees, tiltDegrees, sideTiltDegrees,
                focalPixels);
    }

    /** Metres by which a point is displaced on the ground for each metre that it stands above it, in the photo's middle: the tangent of the axis' angle from straight down. */
    public double reliefDisplacement() {
        double down = Math.cos(Math.toRadians(tiltDegrees)) * Math.cos(Math.toRadians(sideTiltDegrees));
        return Math.sqrt(Math.max(0, 1 - down * down)) / Math.abs(down);
    }

    public GroundView withFocal(double pixels) {
        return new GroundView(width, height, scale, headingDegrees, tiltDegrees, sideTiltDegrees, pixels);
    }

    /** A view straight down, as its camera would see if it looked ahead from the same height. */
    public GroundView ahead(double heading, double tilt) {
        return new GroundView(width, height, scale * Math.cos(Math.toRadians(tilt)), heading, tilt, 0, focalPixels);
    }

    /** Degrees between the axis and another's, as seen from the photo. */
    public double axisFrom(GroundView other) {
        double t = Math.toRadians(tiltDegrees);
        double u = Math.toRadians(sideTiltDegrees);
        double otherT = Math.toRadians(other.tiltDegrees);
        double otherU = Math.toRadians(other.sideTiltDegrees);
        double cosine = Math.cos(u) * Math.cos(otherU) * Math.cos(t - otherT) + Math.sin(u) * Math.sin(otherU);
        return Math.toDegrees(Math.acos(Math.clamp(cosine, -1, 1)));
    }

    /** The same as seen straight from above. */
    public GroundView nadir() {
        return new GroundView(width, height, scale, headingDegrees, 0, 0, focalPixels);
    }

    /**
     * From pixels of a north-up picture of the ground to the photo's. Its middle lies so many metres to the right and ahead of the photo's. The camera's right, up and forward
     * axes are, as ahead, right and down of the photo's middle, with the tilt t towards its upper edge and u towards its right one,
     *
     * <pre>
     * r = (−sin t·sin u, cos u, −cos t·sin u)   v = (cos t, 0, −sin t)   f = (sin t·cos u, sin u, cos t·cos u)
     * </pre>
     *
     * A ground point P metres from the middle, seen from a distance R, appears at F·(P·r, −P·v) / (R + P·f); with s = F/R the scale and
     * p = s·P that is (p·r, −p·v) / (1 + p·f/F).
     *
     * @param metersPerPixel of the picture
     * @param rightMeters of the picture's middle from the photo's, along the photo's rows
     * @param aheadMeters likewise, towards the photo's upper edge
     */
    public Homography toPhoto(int pictureWidth, int pictureHeight, double metersPerPixel, double rightMeters,
            double aheadMeters) {
        double pixels = metersPerPixel * scale;
        double heading = Math.toRadians(headingDegrees);
        double halfX = pictureWidth / 2.0;
        double halfY = pictureHeight / 2.0;
        // East and north of the picture's middle, in photo pixels, are e = (x − halfX)·pixels and n = −(y − halfY)·pixels.
        double sin = Math.sin(heading) * pixels;
        double cos = Math.cos(heading) * pixels;
        double[] right = {cos, sin, -halfX * cos - halfY * sin + rightMeters * scale};
        double[] ahead = {sin, -cos, -halfX * sin + halfY * cos + aheadMeters * scale};
        double tilt = Math.toRadians(tiltDegrees);
        double sideTilt = Math.toRadians(sideTiltDegrees);
        double convergence = focalPixels == null ? 0 : 1 / focalPixels;
        double middleX = width / 2.0;
        double middleY = height / 2.0;
        double[] map = new double[9];
        for (int i = 0; i < 3; i++) {
            double forward = ahead[i] * Math.sin(tilt) * Math.cos(sideTilt) + right[i] * Math.sin(sideTilt);
            double depth = forward * convergence + (i == 2 ? 1 : 0);
            map[i] = right[i] * Math.cos(sideTilt) - ahead[i] * Math.sin(tilt) * Math.sin(sideTilt) + middleX * depth;
            map[3 + i] = -ahead[i] * Math.cos(tilt) + middleY * depth;
            map[6 + i] = depth;
        }
        return new Homography(map);
    }

    /** Metres of ground along the photo's rows, in its middle. */
    public double groundWidth() {
        return width / scale;
    }

    /** Metres of ground along the photo's columns, in its middle. */
    public double groundHeight() {
        return height / scale;
    }
}
