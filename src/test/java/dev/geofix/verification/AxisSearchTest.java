package dev.geofix.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.imaging.GroundView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On flat ground with keypoints without fault; the search itself is the product's. */
class AxisSearchTest {
    private static final int COLUMNS = 320;
    private static final int ROWS = 256;
    private static final double EAST = 120.1;
    private static final double SOUTH = 130.07;

    /** How a supposition was looked at. */
    private record Looked(GroundView view, double gain) {}

    private final List<Looked> looks = new ArrayList<>();

    private static GroundView camera(double tilt, double sideTilt, @Nullable Double focal) {
        return new GroundView(640, 512, 8, 30, tilt, sideTilt, focal);
    }

    /** What is found under a supposition, of a photo that was taken so. */
    private static @Nullable Verification seen(MadeUpKeypoints ground, List<Reference> tiles, GroundView taken,
            GroundView supposed) {
        ViewSearch search = new ViewSearch(ground.view(taken, EAST, SOUTH, supposed, COLUMNS, ROWS),
                new ViewSearch.Slack(1.6, 30));
        search.look(tiles);
        Placement best = search.best();
        return best == null ? null : new Verification(best, supposed, Trust.DEFAULT.probability(best.evidence()));
    }

    private Verification from(MadeUpKeypoints ground, List<Reference> tiles, GroundView taken, Verification start) {
        return new AxisSearch((found, view, gain) -> {
            looks.add(new Looked(view, gain));
            Verification again = seen(ground, tiles, taken, view);
            return again == null || again.placement().agreeing().length < gain * found.placement().agreeing().length
                    ? found
                    : again;
        }).from(start);
    }

    private Verification searched(MadeUpKeypoints ground, List<Reference> tiles, GroundView taken,
            GroundView supposed) {
        Verification start = seen(ground, tiles, taken, supposed);
        assertThat(start).isNotNull();
        return from(ground, tiles, taken, start);
    }

    private static List<Reference> whole(MadeUpKeypoints ground) {
        return List.of(ground.tile("whole", 0, 0, 256, 256, 0.5));
    }

    /** The lens is known; it is thought to look straight down. */
    @ParameterizedTest
    @CsvSource({"20, 0", "25, 0", "-20, 10", "35, 0"})
    void theAxisIsFollowedUntilAllAgree(double tilt, double sideTilt) {
        MadeUpKeypoints ground = new MadeUpKeypoints(1, 256, 4000);
        GroundView taken = camera(tilt, sideTilt, 600.0);
        GroundView straight = camera(0, 0, 600.0);
        Verification start = seen(ground, whole(ground), taken, straight);
        Verification found = from(ground, whole(ground), taken, start);
        assertThat(found.ground().axisFrom(taken)).isLessThan(4);
        assertThat(found.placement().agreeing().length).isGreaterThan(start.placement().agreeing().length);
        assertThat(found.middle().distanceTo(MadeUpGround.FRAME.point(EAST, SOUTH))).isLessThan(0.1);
        assertThat(looks).isNotEmpty().allSatisfy(look -> assertThat(look.gain()).isEqualTo(1.1));
    }

    /** A homography explains a small tilt as well, so that nothing is gained by supposing it. */
    @Test
    void anAxisThatLetsNoMoreAgreeIsNotTaken() {
        MadeUpKeypoints ground = new MadeUpKeypoints(1, 256, 4000);
        GroundView taken = camera(12, 0, 600.0);
        Verification start = seen(ground, whole(ground), taken, camera(0, 0, 600.0));
        assertThat(from(ground, whole(ground), taken, start)).isSameAs(start);
        assertThat(looks).singleElement().satisfies(look -> {
            assertThat(look.view().axisFrom(taken)).isLessThan(1);
            assertThat(look.gain()).isEqualTo(1.1);
        });
    }

    @Test
    void whatLooksAsItWasSupposedIsNotLookedAtAgain() {
        MadeUpKeypoints ground = new MadeUpKeypoints(1, 256, 4000);
        GroundView taken = camera(3, 0, 600.0);
        Verification start = seen(ground, whole(ground), taken, camera(0, 0, 600.0));
        assertThat(from(ground, whole(ground), taken, start)).isSameAs(start);
        assertThat(looks).isEmpty();
    }

    @Test
    void withoutALensWhatAgreesAllOverIsLeftAsItIs() {
        MadeUpKeypoints ground = new MadeUpKeypoints(1, 256, 4000);
        GroundView taken = camera(12, 0, 600.0);
        Verification start = seen(ground, whole(ground), taken, camera(0, 0, null));
        assertThat(start.placement().evidence().spread()).isGreaterThan(0.5);
        assertThat(from(ground, whole(ground), taken, start)).isSameAs(start);
        assertThat(looks).isEmpty();
    }

    /** A camera of unknown lens that looks far ahead: what agrees is a part of the photo, and tells too little of the axis. */
    @ParameterizedTest
    @ValueSource(ints = {40, 52})
    void whereAPartAgreesItIsSupposedToLookAhead(int tilt) {
        MadeUpKeypoints ground = new MadeUpKeypoints(1, 256, 4000);
        GroundView taken = camera(tilt, 0, 480.0);
        Verification start = seen(ground, whole(ground), taken, camera(0, 0, null));
        assertThat(start.placement().evidence().spread()).isLessThan(0.5);
        Verification found = from(ground, whole(ground), taken, start);
        assertThat(found.placement().agreeing().length).isGreaterThan(2 * start.placement().agreeing().length);
        assertThat(found.ground().axisFrom(taken)).isLessThan(15);
        assertThat(found.middle().distanceTo(MadeUpGround.FRAME.point(EAST, SOUTH))).isLessThan(0.5);
        // A lens of 0.75 of the longer side is supposed.
        assertThat(looks).allSatisfy(look -> assertThat(look.view().focalPixels()).isEqualTo(480));
    }

    /** Nothing more agrees whatever is supposed: then the first stays, after three axes in the photo's own direction. */
    @Test
    void threeAxesAreTriedInVainWhereAPartOfThePhotoIsAllThereIs() {
        MadeUpKeypoints ground = new MadeUpKeypoints(1, 256, 4000);
        GroundView taken = camera(0, 0, 480.0);
        List<Reference> part = List.of(ground.tile("part", 110, 120, 20, 20, 0.5));
        Verification start = seen(ground, part, taken, camera(0, 0, null));
        assertThat(start.placement().agreeing().length).isGreaterThan(25);
        Verification found = from(ground, part, taken, start);
        assertThat(found).isSameAs(start);
        List<Looked> ahead = looks.subList(looks.size() - 3, looks.size());
        assertThat(ahead).extracting(look -> look.view().tiltDegrees()).containsExactly(30.0, 45.0, 58.0);
        for (Looked look : ahead) {
            assertThat(look.gain()).isEqualTo(1.1);
            assertThat(look.view().headingDegrees()).isCloseTo(30, within(0.5));
            assertThat(look.view().scale())
                    .isCloseTo(8 * Math.cos(Math.toRadians(look.view().tiltDegrees())), within(1e-9));
        }
    }

    @Test
    void fewerThanTwentyFiveAreNotWorthIt() {
        MadeUpKeypoints ground = new MadeUpKeypoints(3, 256, 500);
        GroundView taken = camera(20, 0, 600.0);
        Verification start = seen(ground, whole(ground), taken, camera(0, 0, 600.0));
        assertThat(start.placement().agreeing().length).isBetween(10, 24);
        assertThat(from(ground, whole(ground), taken, start)).isSameAs(start);
        assertThat(looks).isEmpty();

        MadeUpKeypoints more = new MadeUpKeypoints(3, 256, 1500);
        Verification found = searched(more, whole(more), taken, camera(0, 0, 600.0));
        assertThat(found.ground().axisFrom(taken)).isLessThan(4);
    }
}
