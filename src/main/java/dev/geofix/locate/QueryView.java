package dev.geofix.locate;

import dev.geofix.imaging.GroundView;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.imaging.Pyramid;
import dev.geofix.imaging.RgbImage;
import dev.geofix.imaging.Warp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which square of the ground the network is shown, and how it is turned. A tile is a square seen from straight above with north up and
 * a known side, so the closer the photo comes to that, the less is left for the network to bridge:
 *
 * <ul>
 * <li>a known heading turns the photo north-up;
 * <li>known height, focal length and tilt give the place of every ground point on the photo, and with it the square that has a tile's
 * side. A camera that looks too far ahead sees too little of that square, so there nothing is made of it;
 * <li>what is unknown stays as it is: the largest square in the middle, and several turns instead of one.
 * </ul>
 *
 * @param scale photo pixels a metre of ground in the middle of the photo; absent when unknown
 * @param side of the square: metres when the scale is known, else photo pixels
 * @param tiltDegrees of the camera's axis from straight down, towards the photo's upper edge; negative towards the lower one
 * @param sideTiltDegrees of the axis from there towards the photo's right edge; 0 unless the camera is rolled
 * @param headingDegrees where the photo's upper edge points, clockwise from north; absent when unknown
 * @param turns of the square that are asked for, degrees clockwise
 */
record QueryView(@Nullable Double scale, double side, double tiltDegrees, double sideTiltDegrees,
        @Nullable Double headingDegrees, List<Double> turns) {
    private static final double MOST_TILT = 50;
    /** A camera that says it looks farther ahead would see hardly any ground that can be recognised: it may as well be wrong. */
    private static final double MOST_TILT_SEEN = 65;

    /**
     * @param photo sides of the upright photo and what is known of it
     * @param tileSide ground side of the gallery's tiles, metres
     */
    static QueryView of(PhotoMetadata photo, @Nullable Double tileSide, LocateSettings settings) {
        double shorter = Math.min(photo.width(), photo.height());
        Double heading = photo.headingDegrees();
        // A photo that does not tell its pitch was most likely taken for mapping, straight down.
        double pitch = Math.toRadians(photo.gimbalPitchDegrees() == null ? -90 : photo.gimbalPitchDegrees());
        Double scale = scale(photo, pitch);
        List<Double> turns = heading == null ? settings.turnsWithoutHeading() : settings.turnsWithHeading();
        if (scale == null || tileSide == null) {
            return new QueryView(null, largest(shorter, heading), 0, 0, heading, turns);
        }
        double[] tilts = tilts(photo, pitch);
        return new QueryView(scale, Math.min(tileSide, shorter / scale), tilts[0], tilts[1], heading, turns);
    }

    /** Of the camera's axis from straight down, towards the photo's upper and its right edge, degrees. */
    private static double[] tilts(PhotoMetadata photo, double pitch) {
        double horizon = Math.toRadians(photo.horizonDegrees());
        return new double[]{
            Math.toDegrees(Math.atan2(Math.cos(pitch) * Math.cos(horizon), -Math.sin(pitch))),
            Math.toDegrees(Math.asin(Math.cos(pitch) * Math.sin(horizon)))};
    }

    /** Whether the photo says of its axis what can be used. */
    static boolean tellsTilt(PhotoMetadata photo) {
        Double pitch = photo.gimbalPitchDegrees();
        return pitch != null && pitch + 90 <= MOST_TILT_SEEN;
    }

    private static @Nullable Double scale(PhotoMetadata photo, double pitch) {
        Double altitude = photo.relativeAltitudeMeters();
        Double focalPixels = photo.focalPixels();
        if (altitude == null || focalPixels == null || Math.toDegrees(pitch) + 90 > MOST_TILT) {
            return null;
        }
        return -focalPixels * Math.sin(pitch) / altitude;
    }

    /** The largest square of this heading of which nothing lies outside the photo. */
    private static double largest(double shorter, @Nullable Double heading) {
        double turn = heading == null ? 0 : Math.toRadians(heading);
        return shorter / (Math.abs(Math.cos(turn)) + Math.abs(Math.sin(turn)));
    }

    /** The same square in other turns. */
    QueryView withTurns(List<Double> others) {
        return new QueryView(scale, side, tiltDegrees, sideTiltDegrees, headingDegrees, others);
    }

    /**
     * The square that shows a tile, or what the photo has of it, if so many times as many photo pixels show a metre.
     *
     * @param shorter side of the photo, pixels
     * @param tileSide as of {@link #of}
     */
    QueryView scaled(double factor, double shorter, double tileSide) {
        Double known = scale;
        return known == null
                ? new QueryView(null, side * Math.min(1, factor), tiltDegrees, sideTiltDegrees, headingDegrees, turns)
                : new QueryView(known * factor, Math.min(tileSide, shorter / (known * factor)), tiltDegrees,
                        sideTiltDegrees, headingDegrees, turns);
    }

    /** The squares as the network wants them, one for each of {@link #turns}. What the photo does not show is its mirror image. */
    List<RgbImage> render(Pyramid photo, PhotoMetadata metadata, int size) {
        double[] map = toPhoto(metadata, size);
        return turns.stream().map(turn -> Warp.projective(photo, times(map, turn(turn, size)), size, size,
                Warp.Edge.REFLECT)).toList();
    }

    /** From pixels of the north-up square to the photo's. */
    double[] toPhoto(PhotoMetadata photo, int size) {
        return ground(photo, scale == null ? 1 : scale, tiltDegrees, sideTiltDegrees)
                .toPhoto(size, size, side / size, 0, 0).matrix();
    }

    /**
     * How the camera sees the ground, by all that the photo tells of it: also by a tilt that squares are not made with.
     *
     * @param supposed photo pixels a metre of ground in the middle of the photo, where they are not known
     */
    GroundView ground(PhotoMetadata photo, double supposed) {
        Double told = photo.gimbalPitchDegrees();
        if (scale != null || told == null || !tellsTilt(photo)) {
            return ground(photo, scale == null ? supposed : scale, tiltDegrees, sideTiltDegrees);
        }
        double pitch = Math.toRadians(told);
        Double altitude = photo.relativeAltitudeMeters();
        Double focalPixels = photo.focalPixels();
        double[] tilts = tilts(photo, pitch);
        return ground(photo,
                altitude == null || focalPixels == null ? supposed : -focalPixels * Math.sin(pitch) / altitude,
                tilts[0], tilts[1]);
    }

    private GroundView ground(PhotoMetadata photo, double pixelsAMeter, double tilt, double sideTilt) {
        return new GroundView(photo.width(), photo.height(), pixelsAMeter, headingDegrees == null ? 0 : headingDegrees,
                tilt, sideTilt, photo.focalPixels());
    }

    /** Turns a square's pixels about its middle, clockwise on the picture that is sampled. */
    private static double[] turn(double degrees, int size) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double half = size / 2.0;
        return new double[]{cos, -sin, half - half * (cos - sin), sin, cos, half - half * (sin + cos), 0, 0, 1};
    }

    private static double[] times(double[] a, double[] b) {
        double[] product = new double[9];
        for (int i = 0; i < 9; i++) {
            for (int k = 0; k < 3; k++) {
                product[i] += a[i / 3 * 3 + k] * b[3 * k + i % 3];
            }
        }
        return product;
    }
}
