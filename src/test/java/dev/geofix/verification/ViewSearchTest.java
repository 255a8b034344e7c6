package dev.geofix.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.GroundView;
import dev.geofix.verification.ViewSearch.Slack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With keypoints that are known to half a pixel, so that places are known to some centimetres. */
class ViewSearchTest {
    private static final Slack SLACK = new Slack(1.6, 30);
    private static final int COLUMNS = 320;
    private static final int ROWS = 256;
    /** Where the photo's middle lies; pixels of its view lie across those of the tiles. */
    private static final double EAST = 120.1;
    private static final double SOUTH = 130.07;

    /** A square of 256 m; the photo shows 80 × 64 m of it, some 310 keypoints. */
    private final MadeUpKeypoints ground = new MadeUpKeypoints(1, 256, 4000);
    private final GroundView camera = straight(0);
    private final List<Reference> tiles = List.of(tile("nw", 0, 0, 0.3), tile("ne", 128, 0, 0.4),
            tile("sw", 0, 128, 0.8), tile("se", 128, 128, 0.7));

    private static GroundView straight(double heading) {
        return new GroundView(640, 512, 8, heading, 0, 0, 600.0);
    }

    private Reference tile(String id, double east, double south, double score) {
        return ground.tile(id, east, south, 128, 128, score);
    }

    private PhotoView view(GroundView taken, GroundView supposed) {
        return ground.view(taken, EAST, SOUTH, supposed, COLUMNS, ROWS);
    }

    private static ViewSearch search(PhotoView view, List<Reference> tiles) {
        ViewSearch search = new ViewSearch(view, SLACK);
        search.look(tiles);
        return search;
    }

    private @Nullable Placement found(GroundView taken, GroundView supposed) {
        return search(view(taken, supposed), tiles).best();
    }

    private static double off(Placement placement) {
        return placement.middle().distanceTo(MadeUpGround.FRAME.point(EAST, SOUTH));
    }

    @Test
    void tilesThatMeetUnderThePhotoTakePartTogether() {
        PhotoView view = view(camera, camera);
        Placement placement = search(view, tiles).best();
        assertThat(off(placement)).isLessThan(0.05);
        Evidence evidence = placement.evidence();
        int keypoints = view.features().count();
        assertThat(evidence.inliers()).isGreaterThan(keypoints * 95 / 100).isEqualTo(placement.agreeing().length);
        assertThat(evidence.matches()).isBetween(evidence.inliers(), keypoints);
        assertThat(evidence.spread()).isCloseTo(1, within(0.1));
        // Whole pixels on both sides, whose grids lie 0.4 and 0.28 of a pixel across: √((0.4 · 0.6 + 0.28 · 0.72) / 2).
        assertThat(evidence.residual()).isCloseTo(0.47, within(0.04));
        assertThat(evidence.scaleRatio()).isCloseTo(1, within(0.003));
        assertThat(evidence.turnDegrees()).isCloseTo(0, within(0.2));
        assertThat(evidence.score()).isEqualTo(0.8);
        assertThat(evidence.runnerUp()).isZero();
        assertThat(placement.references()).isEqualTo(tiles);
        assertThat(Arrays.stream(placement.agreeing()).map(i -> placement.points().reference()[i]).distinct())
                .containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(placement.fit().model()).isEqualTo(PlanarFit.Model.SIMILARITY);
        Correspondences points = placement.points();
        for (int i : placement.agreeing()) {
            Reference tile = tiles.get(points.reference()[i]);
            int keypoint = points.tileKeypoint()[i];
            assertThat(tile.east(placement.frame(), tile.features().x()[keypoint] + 0.5)).isEqualTo(points.east()[i]);
            assertThat(view.x(points.keypoint()[i])).isEqualTo(points.x()[i]);
        }
    }

    @Test
    void aTileThatThePhotoDoesNotTouchTakesNoPart() {
        List<Reference> more = List.of(tile("sw", 0, 128, 0.8), tile("ne", 128, 0, 0.4), tile("nw", 0, 0, 0.3),
                tile("se", 128, 128, 0.7), ground.tile("far", 161, 100, 95, 100, 0.9));
        Placement placement = search(view(camera, camera), more).best();
        assertThat(placement.evidence().score()).isEqualTo(0.8);
        assertThat(placement.points().reference()).doesNotContain(4);
    }

    /** A keypoint that two tiles show counts once, with the nearer one. */
    @Test
    void overlappingTilesCountAKeypointOnce() {
        List<Reference> overlapping = List.of(ground.tile("one", 64.1, 80, 128, 128, 0.5),
                ground.tile("other", 70, 90.1, 120, 110, 0.5));
        PhotoView view = view(camera, camera);
        Placement placement = search(view, overlapping).best();
        Correspondences points = placement.points();
        assertThat(points.count()).isGreaterThan(view.features().count() * 3 / 2);
        int[] keypoints = Arrays.stream(placement.agreeing()).map(i -> points.keypoint()[i]).toArray();
        assertThat(keypoints).doesNotHaveDuplicates().hasSizeGreaterThan(view.features().count() * 95 / 100);
        assertThat(placement.evidence().matches()).isLessThanOrEqualTo(view.features().count());
        for (int i : placement.agreeing()) {
            for (int k = 0; k < points.count(); k++) {
                if (points.keypoint()[k] == points.keypoint()[i]) {
                    assertThat(PlanarFit.squared(points, placement.fit().map(), i))
                            .isLessThanOrEqualTo(PlanarFit.squared(points, placement.fit().map(), k));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"28, 1, true", "-28, 1, true", "33, 1, false", "-33, 1, false", "0, 1.5, true", "0, 0.66, true",
        "0, 1.75, false", "0, 0.57, false", "20, 1.4, true"})
    void headingAndScaleMayBeOffByTheSlack(double turn, double scale, boolean isFound) {
        Placement placement = found(straight(turn), straight(0).scaled(scale));
        if (isFound) {
            assertThat(off(placement)).isLessThan(0.1);
            assertThat(placement.evidence().turnDegrees()).isCloseTo(turn, within(0.3));
            assertThat(placement.evidence().scaleRatio()).isCloseTo(scale, within(0.01));
            assertThat(placement.evidence().runnerUp()).isZero();
        } else {
            assertThat(placement).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 0", "0, 8", "-15, 0", "0, -12"})
    void aTiltThatWasNotSupposedIsFittedByAHomography(double tilt, double sideTilt) {
        GroundView tilted = new GroundView(640, 512, 8, 10, tilt, sideTilt, 600.0);
        Placement placement = found(tilted, camera);
        assertThat(placement.fit().model()).isEqualTo(PlanarFit.Model.HOMOGRAPHY);
        assertThat(off(placement)).isLessThan(0.1);
        Evidence evidence = placement.evidence();
        assertThat(evidence.residual()).isLessThan(0.6);
        // In the middle one direction is seen as it is, the other by the cosine shorter.
        double cosine = Math.cos(Math.toRadians(tilt + sideTilt));
        assertThat(evidence.scaleRatio()).isCloseTo((1 + 1 / cosine) / 2, within(0.005));
        assertThat(evidence.turnDegrees()).isCloseTo(10, within(0.3));
    }

    /** Without convergence a tilt only squeezes one direction. */
    @Test
    void whatDoesNotConvergeIsFittedByAnAffineMap() {
        GroundView squeezed = new GroundView(640, 512, 8, 0, 20, 0, null);
        Placement placement = found(squeezed, camera);
        assertThat(placement.fit().model()).isEqualTo(PlanarFit.Model.AFFINE);
        assertThat(off(placement)).isLessThan(0.1);
    }

    /** Half the difference of the scales over their mean is a quarter at a cosine of 0.6. A low view, all of which is within the tolerance of a similarity. */
    @ParameterizedTest
    @CsvSource({"51, AFFINE", "55, SIMILARITY"})
    void moreShearThanACameraThatLooksDownGivesIsNotFollowed(double tilt, PlanarFit.Model model) {
        MadeUpKeypoints dense = new MadeUpKeypoints(4, 64, 4000);
        PhotoView view = dense.view(new GroundView(640, 512, 8, 0, tilt, 0, null), 30.1, 31.07, camera, 64, 16);
        Placement placement = search(view, List.of(dense.tile("dense", 0, 0, 64, 64, 0.5))).best();
        assertThat(placement.agreeing().length).isGreaterThan(50);
        assertThat(placement.evidence().spread()).isGreaterThan(0.7);
        assertThat(placement.fit().model()).isEqualTo(model);
    }

    @Test
    void fewKeypointsOrAPartOfThePhotoCarryASimilarityOnly() {
        GroundView tilted = new GroundView(640, 512, 8, 0, 8, 0, 600.0);
        MadeUpKeypoints sparse = new MadeUpKeypoints(2, 256, 480);
        PhotoView few = sparse.view(tilted, 120, 130, camera, COLUMNS, ROWS);
        Placement placement = search(few, List.of(sparse.tile("all", 0, 0, 256, 256, 0.5))).best();
        assertThat(placement.agreeing().length).isBetween(20, 39);
        assertThat(placement.fit().model()).isEqualTo(PlanarFit.Model.SIMILARITY);

        Placement part = search(view(tilted, camera), List.of(ground.tile("part", 120, 130, 40, 32, 0.5))).best();
        assertThat(part.agreeing().length).isGreaterThan(40);
        assertThat(part.evidence().spread()).isCloseTo(0.5, within(0.1)).isLessThan(0.55);
    }

    /** Spread is the lesser of two standard deviations over that of a view full of keypoints, whatever the direction. */
    @Test
    void aStripHasLittleSpread() {
        double across = search(view(camera, camera), List.of(ground.tile("strip", 60, 126, 128, 8, 0.5))).best()
                .evidence().spread();
        double along = search(view(camera, camera), List.of(ground.tile("strip", 116, 60, 10, 128, 0.5))).best()
                .evidence().spread();
        assertThat(across).isCloseTo(0.125, within(0.03));
        assertThat(along).isCloseTo(0.125, within(0.03));
    }

    @Test
    void theSameGroundElsewhereIsTheRunnerUp() {
        Reference here = ground.tile("here", 60, 70, 128, 128, 0.5);
        Reference twin = new Reference("twin", MadeUpKeypoints.bounds(9060, 70, 128, 128), here.features(), 0.9);
        Reference near = new Reference("near", here.bounds(), here.features(), 0.9);
        ViewSearch search = search(view(camera, camera), List.of(here, near));
        assertThat(search.best().evidence().runnerUp()).isZero();
        search.look(List.of(twin));
        Placement placement = search.best();
        assertThat(placement.evidence().runnerUp()).isEqualTo(search.mostAgreeing());
        assertThat(off(placement)).isLessThan(0.05);
        GeoPoint middle = placement.middle();
        // 0.15 of the longer side are 12 m.
        assertThat(search.mostElsewhere(MadeUpGround.FRAME.point(120 + 4500, 130))).isEqualTo(search.mostAgreeing());
        ViewSearch alone = search(view(camera, camera), List.of(here));
        assertThat(alone.mostElsewhere(middle.offset(0, 11.7))).isZero();
        assertThat(alone.mostElsewhere(middle.offset(0, 12.3))).isEqualTo(alone.mostAgreeing());
    }

    @Test
    void ofTwoPlacesThatWithMoreAgreeingIsTaken() {
        Reference half = ground.tile("half", 60, 130, 128, 128, 0.5);
        Reference elsewhere = new Reference("elsewhere", MadeUpKeypoints.bounds(9060, 130, 128, 128), half.features(),
                0.9);
        // Alone the twin is as good; the neighbour to the north makes the difference.
        Placement placement = search(view(camera, camera), List.of(elsewhere, half, tile("nw", 0, 2, 0.2))).best();
        assertThat(off(placement)).isLessThan(0.1);
        assertThat(placement.evidence().score()).isEqualTo(0.5);
    }

    /** Only from the three likeliest tiles a placement is begun. */
    @Test
    void theLikeliestTilesAreBegunWithWhateverTheirOrder() {
        List<Reference> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Reference part = ground.tile("part", 120, 130, 20 + i, 20, 0.9);
            all.add(new Reference("elsewhere " + i, MadeUpKeypoints.bounds(3000 + 3000 * i, 130, 20 + i, 20),
                    part.features(), 0.9));
        }
        all.add(new Reference("empty", MadeUpKeypoints.bounds(0, 0, 20, 20), LocalFeatures.none(80, 80), 0.9));
        all.add(ground.tile("here", 60, 70, 128, 128, 0.5));
        assertThat(off(search(view(camera, camera), all).best())).isLessThan(0.05);
    }

    @Test
    void aTileIsLookedAtOnce() {
        ViewSearch search = new ViewSearch(view(camera, camera), SLACK);
        assertThat(search.best()).isNull();
        assertThat(search.mostAgreeing()).isZero();
        assertThat(search.look(tiles.subList(0, 2))).isEqualTo(2);
        assertThat(search.look(tiles)).isEqualTo(2);
        assertThat(search.look(tiles)).isZero();
        assertThat(search.best().references()).isEqualTo(tiles);
        int best = IntStream.range(0, 4).map(i -> search(view(camera, camera), tiles.subList(i, i + 1)).mostAgreeing())
                .max().orElseThrow();
        assertThat(search.mostAgreeing()).isEqualTo(best);
    }

    @Test
    void fewerThanFiveAreNoPlacement() {
        MadeUpKeypoints four = new MadeUpKeypoints(7, 60, 4);
        PhotoView view = four.view(camera, 30, 30, camera, COLUMNS, ROWS);
        ViewSearch search = search(view, List.of(four.tile("four", 0, 0, 64, 64, 0.5)));
        assertThat(search.mostAgreeing()).isEqualTo(4);
        assertThat(search.best()).isNull();
        MadeUpKeypoints five = new MadeUpKeypoints(7, 60, 5);
        view = five.view(camera, 30, 30, camera, COLUMNS, ROWS);
        Placement placement = search(view, List.of(five.tile("five", 0, 0, 64, 64, 0.5))).best();
        assertThat(placement.agreeing()).hasSize(5);
    }

    @Test
    void aDifferentGroundGivesNothing() {
        MadeUpKeypoints other = new MadeUpKeypoints(99, 256, 4000);
        Placement placement = search(other.view(camera, 120, 130, camera, COLUMNS, ROWS), tiles).best();
        assertThat(placement == null ? 0 : placement.agreeing().length).isLessThan(8);
    }
}
