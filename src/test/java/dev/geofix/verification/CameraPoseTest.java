package dev.geofix.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.geo.GeoPoint;
import dev.geofix.geo.LocalFrame;
import dev.geofix.imaging.GroundView;
import dev.geofix.imaging.Homography;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From matches that are exact, or off by as much as is said. */
class CameraPoseTest {
    private static final LocalFrame FRAME = MadeUpGround.FRAME;
    private static final double FOCAL = 500;
    private static final double EAST = 60;
    private static final double SOUTH = -35;
    private static final double METERS_PER_PIXEL = 0.25;
    /** From the photo's middle to the camera, metres: focal length over photo pixels a metre. */
    private static final double RANGE = FOCAL / 4;

    private static GroundView camera(double heading, double tilt, double sideTilt) {
        return new GroundView(480, 360, 4, heading, tilt, sideTilt, FOCAL);
    }

    /** Photo pixels to metres of the frame. */
    private static Homography toGround(GroundView camera) {
        return new Homography(new double[]{1, 0, EAST, 0, 1, SOUTH, 0, 0, 1})
                .after(camera.toPhoto(0, 0, 1, 0, 0).inverse());
    }

    /**
     * The photo stands as it is for its view, so that view pixels are photo pixels.
     *
     * @param reach of the matches round the photo's middle, a share of half its sides
     * @param noise standard deviation of the places on the ground, metres
     * @param residual that the evidence tells, pixels
     */
    private static Placement placement(GroundView camera, Homography map, int count, double reach, double noise,
            double residual, long seed) {
        Random random = new Random(seed);
        double[] x = random.doubles(count, 240 - 240 * reach, 240 + 240 * reach).toArray();
        double[] y = random.doubles(count, 180 - 180 * reach, 180 + 180 * reach).toArray();
        Homography toGround = toGround(camera);
        double[] east = IntStream.range(0, count)
                .mapToDouble(i -> toGround.x(x[i], y[i]) + noise * random.nextGaussian()).toArray();
        double[] south = IntStream.range(0, count)
                .mapToDouble(i -> toGround.y(x[i], y[i]) + noise * random.nextGaussian()).toArray();
        // The last one is far off, and does not agree.
        east[count - 1] += 80;
        Correspondences points = new Correspondences(new int[count], new int[count], new int[count], x, y, east, south);
        int[] agreeing = IntStream.range(0, count - 1).toArray();
        PlanarFit.Fit fit = new PlanarFit.Fit(map, PlanarFit.Model.HOMOGRAPHY, agreeing, 0, 0, new double[8][8],
                PlanarFit.Scaling.of(points, agreeing));
        return new Placement(FRAME, new PhotoView(Homography.similarity(1, 0, 0, 0), METERS_PER_PIXEL,
                LocalFeatures.none(480, 360)), fit, points, agreeing, List.of(),
                new Evidence(count - 1, count, 1, residual, 0, 1, 0, 0));
    }

    private static Placement exact(GroundView camera, int count, double reach) {
        return placement(camera, toGround(camera), count, reach, 0, 0, 5);
    }

    /** The camera lies backwards along its axis from the place that the photo's middle shows. */
    private static GeoPoint below(double heading, double tilt, double sideTilt) {
        double t = Math.toRadians(tilt);
        double u = Math.toRadians(sideTilt);
        double h = Math.toRadians(heading);
        double ahead = Math.sin(t) * Math.cos(u);
        double right = Math.sin(u);
        return FRAME.point(EAST - RANGE * (ahead * Math.sin(h) + right * Math.cos(h)),
                SOUTH + RANGE * (ahead * Math.cos(h) - right * Math.sin(h)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "30, 18, 0", "350, -10, 6", "200, 40, -12", "135, 5, 25"})
    void theCameraIsWhereThePhotoWasTaken(double heading, double tilt, double sideTilt) {
        GroundView camera = camera(heading, tilt, sideTilt);
        CameraPose pose = CameraPose.of(exact(camera, 200, 1), camera, 3);
        double down = Math.cos(Math.toRadians(tilt)) * Math.cos(Math.toRadians(sideTilt));
        assertThat(pose.position().distanceTo(below(heading, tilt, sideTilt))).isLessThan(0.01);
        assertThat(pose.heightMeters()).isCloseTo(RANGE * down, within(0.01));
        assertThat(pose.headingDegrees()).isCloseTo(heading, within(0.01));
        assertThat(pose.pitchDegrees()).isCloseTo(-Math.toDegrees(Math.asin(down)), within(0.02));
    }

    /** What was supposed is 8 degrees and a tenth off; the start is the similarity that was found with it. */
    @Test
    void matchesAllOverThePhotoOverruleWhatWasSupposed() {
        GroundView camera = camera(30, 18, -4);
        GroundView supposed = camera(50, 10, 1).scaled(1.1);
        Homography start = toGround(camera(36, 0, 0).scaled(1.05));
        Placement placement = placement(camera, start, 400, 1, 0, 0, 5);
        CameraPose pose = CameraPose.of(placement, supposed, 30);
        assertThat(pose.position().distanceTo(below(30, 18, -4))).isLessThan(0.1);
        assertThat(pose.heightMeters()).isCloseTo(RANGE * Math.cos(Math.toRadians(18)) * Math.cos(Math.toRadians(4)),
                within(0.1));
        GroundView seen = CameraPose.view(placement, supposed, 30);
        assertThat(seen.axisFrom(camera)).isLessThan(0.05);
        assertThat(seen.scale()).isCloseTo(4, within(0.002));
        assertThat(seen.headingDegrees()).isCloseTo(30, within(0.02));
        assertThat(new double[]{seen.width(), seen.height(), seen.focalPixels()}).containsExactly(480, 360, FOCAL);
    }

    @ParameterizedTest
    @CsvSource({"22, 0", "18, 6"})
    void whatIsSurelySupposedOfTheTiltHolds(double tilt, double sideTilt) {
        GroundView camera = camera(30, 18, 0);
        GroundView seen = CameraPose.view(exact(camera, 200, 1), camera(30, tilt, sideTilt), 0.001);
        assertThat(seen.tiltDegrees()).isCloseTo(tilt, within(0.01));
        assertThat(seen.sideTiltDegrees()).isCloseTo(sideTilt, within(0.01));
    }

    /** A tilt that is off by δ moves a camera of range R by R·δ. */
    @Test
    void matchesInOneSpotLeaveTheTiltsDoubt() {
        GroundView camera = camera(0, 0, 0);
        Placement spot = exact(camera, 100, 0.04);
        CameraPose pose = CameraPose.of(spot, camera, 5);
        assertThat(pose.deviationMeters()).isCloseTo(RANGE * Math.toRadians(5), within(0.3));
        // A quarter of the height is the most: 14.3 degrees.
        assertThat(CameraPose.of(spot, camera, 13.5)).isNotNull();
        assertThat(CameraPose.of(spot, camera, 15.5)).isNull();
    }

    /** Two hundred photos of the same camera, with matches that scatter by a pixel or three. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 3})
    void theDeviationIsThatOfManyPhotos(double pixels) {
        GroundView camera = camera(30, 12, 5);
        double east = 0;
        double south = 0;
        double squares = 0;
        int photos = 200;
        double told = 0;
        GeoPoint truth = below(30, 12, 5);
        for (int i = 0; i < photos; i++) {
            Placement placement = placement(camera, toGround(camera), 150, 1, pixels * METERS_PER_PIXEL, pixels, i);
            CameraPose pose = CameraPose.of(placement, camera, 60);
            double e = FRAME.east(pose.position()) - FRAME.east(truth);
            double s = FRAME.south(pose.position()) - FRAME.south(truth);
            east += e / photos;
            south += s / photos;
            squares += (e * e + s * s) / photos;
            told += pose.deviationMeters() / photos;
        }
        double scatter = Math.sqrt((squares - east * east - south * south) / 2);
        assertThat(told).isCloseTo(scatter, within(0.1 * scatter));
    }

    /** The middle lies at the focal length over its scale below the camera, whatever the scatter that is told. */
    @Test
    void scatterBelowAPixelCountsAsAPixel() {
        GroundView camera = camera(0, 10, 0);
        double least = CameraPose.of(placement(camera, toGround(camera), 200, 1, 0, 0.1, 5), camera, 60)
                .deviationMeters();
        double one = CameraPose.of(placement(camera, toGround(camera), 200, 1, 0, 1, 5), camera, 60)
                .deviationMeters();
        double two = CameraPose.of(placement(camera, toGround(camera), 200, 1, 0, 2, 5), camera, 60)
                .deviationMeters();
        assertThat(least).isEqualTo(one);
        assertThat(two).isCloseTo(2 * one, within(0.01 * one));
    }

    @Test
    void withoutAFocalLengthOrWithAMirroredOrCollapsedMapThereIsNone() {
        GroundView camera = camera(0, 0, 0);
        GroundView unknown = new GroundView(480, 360, 4, 0, 0, 0, null);
        assertNone(exact(camera, 200, 1), unknown);
        for (double[] linear : new double[][]{{-0.25, 0, 0, 0.25}, {0.25, 0, 0, 0}}) {
            Homography map = new Homography(
                    new double[]{linear[0], linear[1], EAST, linear[2], linear[3], SOUTH, 0, 0, 1});
            assertNone(placement(camera, map, 200, 1, 0, 0, 5), camera);
        }
    }

    private static void assertNone(Placement placement, GroundView supposed) {
        @Nullable
        CameraPose pose = CameraPose.of(placement, supposed, 3);
        assertThat(pose).isNull();
        assertThat(CameraPose.view(placement, supposed, 3)).isNull();
    }
}
