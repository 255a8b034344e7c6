package dev.geofix.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.geo.LocalFrame;
import dev.geofix.imaging.GroundView;
import dev.geofix.imaging.Homography;
import dev.geofix.verification.Verification.Match;
import dev.geofix.verification.Verification.TileMatches;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a placement that is known exactly. */
class VerificationTest {
    private static final LocalFrame FRAME = MadeUpGround.FRAME;
    /** The view is a quarter of the photo's size, cut out of its middle: 240 × 180 of 640 × 480 photo pixels, half as many of its own. */
    private static final PhotoView VIEW = new PhotoView(Homography.similarity(2, 0, 200, 150), 0.5,
            LocalFeatures.none(120, 90));

    private static GroundView camera(double heading, double tilt) {
        return camera(heading, tilt, 0);
    }

    private static GroundView camera(double heading, double tilt, double sideTilt) {
        return new GroundView(640, 480, 4, heading, tilt, sideTilt, 600.0);
    }

    /** From the view to the ground, whose origin the photo's middle shows. */
    private static Homography map(GroundView camera) {
        return camera.toPhoto(0, 0, 1, 0, 0).inverse().after(VIEW.toPhoto());
    }

    private static LocalFeatures features(int width, int height, int... xy) {
        int count = xy.length / 2;
        short[] x = new short[count];
        short[] y = new short[count];
        for (int i = 0; i < count; i++) {
            x[i] = (short) xy[2 * i];
            y[i] = (short) xy[2 * i + 1];
        }
        return new LocalFeatures(width, height, x, y, new byte[LocalFeatures.DIMENSION * count]);
    }

    private static Verification verification(GroundView camera) {
        Homography map = map(camera);
        List<Reference> references = List.of(
                new Reference("untouched", MadeUpKeypoints.bounds(500, 0, 50, 50), features(50, 50), 0.1),
                new Reference("few", MadeUpKeypoints.bounds(0, -50, 50, 50), features(100, 200, 7, 9, 30, 40), 0.2),
                new Reference("most", MadeUpKeypoints.bounds(-50, -50, 50, 50), features(300, 400, 1, 2, 3, 4, 5, 6),
                        0.3));
        int[] tile = {1, 2, 2, 1, 2};
        int[] tileKeypoint = {1, 0, 2, 0, 1};
        double[] x = {10, 20, 30, 40, 50};
        double[] y = {5, 15, 80, 35, 45};
        double[] east = IntStream.range(0, 5).mapToDouble(i -> map.x(x[i], y[i])).toArray();
        double[] south = IntStream.range(0, 5).mapToDouble(i -> map.y(x[i], y[i])).toArray();
        east[4] += 30;
        Correspondences points = new Correspondences(new int[]{0, 1, 2, 3, 4}, tile, tileKeypoint, x, y, east, south);
        int[] agreeing = {1, 2, 3};
        double[][] inverse = new double[8][8];
        PlanarFit.Fit fit = new PlanarFit.Fit(map, PlanarFit.Model.HOMOGRAPHY, agreeing, 0, 0, inverse,
                PlanarFit.Scaling.of(points, agreeing));
        return new Verification(new Placement(FRAME, VIEW, fit, points, agreeing, references,
                new Evidence(3, 5, 0.5, 1, 2, 1, 0, 0.3)), camera, 0.9);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "77, 0, 0", "350, 25, 0", "181, -30, 0", "20, 0, 25", "20, 25, -15"})
    void middleHeadingAndSampleDistanceAreOfThePhotosMiddle(double heading, double tilt, double sideTilt) {
        Verification found = verification(camera(heading, tilt, sideTilt));
        assertThat(found.middle().distanceTo(FRAME.origin())).isLessThan(1e-6);
        assertThat(found.placement().middle().distanceTo(FRAME.origin())).isLessThan(1e-6);
        // A step up the photo goes straight ahead, and to the side as far as the camera leans there.
        double t = Math.toRadians(tilt);
        double u = Math.toRadians(sideTilt);
        double aside = Math.toDegrees(Math.atan2(Math.sin(t) * Math.tan(u), 1));
        assertThat(found.headingDegrees()).isCloseTo(heading + aside, within(1e-6));
        // A pixel of 0.25 m; the ground is seen askew, so it covers more of it.
        assertThat(found.metersPerPixel()).isCloseTo(0.25 / Math.sqrt(Math.cos(t) * Math.cos(u)), within(1e-9));
        CameraPose pose = found.camera(3);
        assertThat(pose.headingDegrees()).isCloseTo(heading, within(0.01));
        assertThat(pose.heightMeters()).isCloseTo(150 * Math.cos(t) * Math.cos(u), within(0.01));
    }

    @Test
    void aPixelShowsItsGroundAndTheSkyNone() {
        GroundView camera = camera(0, 60);
        Verification found = verification(camera);
        // The horizon is 30 degrees above the middle: 600 · tan 30° = 346 pixels, which is above the photo of 240.
        assertThat(found.ground(320, -100)).isNotNull();
        assertThat(found.ground(320, 240 - 345)).isNotNull();
        assertThat(found.ground(320, 240 - 347)).isNull();
        assertThat(found.ground(320, -5000)).isNull();
        // Straight below the camera: 600 · tan 60° pixels under the middle, 150 · sin 60° metres behind it.
        GeoPoint below = found.ground(320, 240 + 600 * Math.tan(Math.toRadians(60)));
        assertThat(FRAME.east(below)).isCloseTo(0, within(1e-6));
        assertThat(FRAME.south(below)).isCloseTo(150 * Math.sin(Math.toRadians(60)), within(1e-6));
        assertThat(found.placement().ground(320, 240).distanceTo(FRAME.origin())).isLessThan(1e-6);
    }

    @Test
    void theSkyIsToldWhateverTheSignOfTheMap() {
        Verification found = verification(camera(0, 60));
        Placement p = found.placement();
        double[] negative = java.util.Arrays.stream(p.fit().map().matrix()).map(entry -> -entry).toArray();
        PlanarFit.Fit fit = new PlanarFit.Fit(new Homography(negative), p.fit().model(), p.agreeing(), 0, 0,
                p.fit().inverse(), p.fit().scaling());
        Verification same = new Verification(new Placement(FRAME, VIEW, fit, p.points(), p.agreeing(), p.references(),
                p.evidence()), found.ground(), 0.9);
        assertThat(same.ground(320, 240)).isNotNull();
        assertThat(same.ground(320, -5000)).isNull();
    }

    /** The unit's deviation, for a fit whose inverse knows the shift alone: to the east twice as badly as to the south. */
    @Test
    void theMiddlesDeviationIsTheRootMeanSquareOfBothDirections() {
        Correspondences points = new Correspondences(new int[4], new int[4], new int[4],
                new double[]{-10, 130, 130, -10}, new double[]{45, 45, 45, 45}, new double[4], new double[4]);
        int[] all = {0, 1, 2, 3};
        double[][] inverse = new double[4][4];
        inverse[2][2] = 4;
        inverse[3][3] = 1;
        PlanarFit.Fit fit = new PlanarFit.Fit(Homography.similarity(0.5, 0, -30, -22.5), PlanarFit.Model.SIMILARITY,
                all, 0.2, 0, inverse, PlanarFit.Scaling.of(points, all));
        Verification found = new Verification(new Placement(FRAME, VIEW, fit, points, all, List.of(),
                new Evidence(4, 4, 1, 1, 0, 1, 0, 0)), camera(0, 0), 0.9);
        assertThat(found.middleDeviation()).isCloseTo(0.2 * Math.sqrt(2.5), within(1e-9));
        // Where the scale's doubt counts too it is the middle's own: 0 from the centre of the points, which is the view's.
        inverse[0][0] = 1000;
        assertThat(found.middleDeviation()).isCloseTo(0.2 * Math.sqrt(2.5), within(1e-6));
    }

    @Test
    void matchesStandWithTheirTileThatWithMostAgreeingFirst() {
        List<TileMatches> tiles = verification(camera(0, 0)).matches();
        assertThat(tiles).extracting(TileMatches::tile).containsExactly("most", "few");
        assertThat(tiles).extracting(TileMatches::inliers).containsExactly(2, 1);
        assertThat(tiles).extracting(TileMatches::width).containsExactly(300, 100);
        assertThat(tiles).extracting(TileMatches::height).containsExactly(400, 200);
        // Photo pixels are 2 · x + 200 and 2 · y + 150; a tile's keypoint is the middle of its pixel.
        assertThat(tiles.get(0).matches()).containsExactly(new Match(240, 180, 1.5, 2.5, true),
                new Match(260, 310, 5.5, 6.5, true), new Match(300, 240, 3.5, 4.5, false));
        assertThat(tiles.get(1).matches()).containsExactly(new Match(280, 220, 7.5, 9.5, true),
                new Match(220, 160, 30.5, 40.5, false));
    }

    @Test
    void theRunnerUpAloneIsReplaced() {
        Placement placement = verification(camera(0, 0)).placement();
        assertThat(placement.withRunnerUp(17).evidence()).isEqualTo(new Evidence(3, 5, 0.5, 1, 17, 1, 0, 0.3));
        assertThat(placement.withRunnerUp(17).points()).isSameAs(placement.points());
    }

    @Test
    void aTilesPixelCoversItsShareOfTheGround() {
        Reference tile = new Reference("oblong", MadeUpKeypoints.bounds(0, 0, 120, 60), LocalFeatures.none(400, 300),
                0);
        assertThat(tile.metersPerPixel()).isCloseTo(Math.sqrt(0.3 * 0.2), within(0.001));
    }

    /** The view shows 60 × 45 m round the origin, or as much turned. */
    @Test
    void tilesOfWhichTheViewShowsGroundAreTouched() {
        Placement placement = verification(camera(0, 0)).placement();
        LocalFeatures any = LocalFeatures.none(64, 64);
        List<BoundingBox> touched = List.of(MadeUpKeypoints.bounds(-80, -10, 51, 20),
                MadeUpKeypoints.bounds(29, -10, 50, 20), MadeUpKeypoints.bounds(-10, -70, 20, 48.5),
                MadeUpKeypoints.bounds(-10, 21.5, 20, 50), MadeUpKeypoints.bounds(-500, -500, 1000, 1000),
                MadeUpKeypoints.bounds(-1, -1, 2, 2));
        List<BoundingBox> apart = List.of(MadeUpKeypoints.bounds(-80, -10, 49, 20),
                MadeUpKeypoints.bounds(31, -10, 50, 20), MadeUpKeypoints.bounds(-10, -70, 20, 46.5),
                MadeUpKeypoints.bounds(-10, 23.5, 20, 50));
        List<Reference> tiles = java.util.stream.Stream.concat(touched.stream(), apart.stream())
                .map(bounds -> new Reference(bounds.toString(), bounds, any, 0)).toList();
        assertThat(placement.touched(tiles)).extracting(Reference::bounds).containsExactlyElementsOf(touched);
        assertThat(Placement.box(placement.fit().map(), 120, 90)).containsExactly(new double[]{-30, -22.5, 30, 22.5},
                within(1e-9));
        // Turned by a quarter it is as wide as it was high.
        assertThat(Placement.box(map(camera(90, 0)), 120, 90)).containsExactly(new double[]{-22.5, -30, 22.5, 30},
                within(1e-9));
    }
}
