package dev.geofix.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.imaging.GroundView;
import dev.geofix.imaging.Pyramid;
import dev.geofix.imaging.Warp;
import java.awt.Dimension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much is looked at, on keypoints without fault, so that what is right is sure at once. */
class CloseLookWavesTest {
    private static final double EAST = 120.1;
    private static final double SOUTH = 130.07;

    private final MadeUpKeypoints ground = new MadeUpKeypoints(1, 256, 4000);
    private final MadeUpKeypoints elsewhere = new MadeUpKeypoints(2, 256, 4000);
    private final Reference right = ground.tile("right", 60, 70, 128, 128, 0.5);
    /** Of each supposition how often it was painted, and whether as the only one. */
    private final Map<GroundView, List<Boolean>> painted = new HashMap<>();
    private final List<String> read = new ArrayList<>();

    private static GroundView camera(double heading, double tilt) {
        return new GroundView(640, 512, 8, heading, tilt, 0, 600.0);
    }

    private CloseLook look(GroundView taken, boolean isTiltKnown) {
        return new CloseLook(views(taken), Duration.ofMinutes(5), Trust.DEFAULT, isTiltKnown);
    }

    private CloseLook.Views views(GroundView taken) {
        return (supposed, metersPerPixel, isAlone) -> {
            assertThat(metersPerPixel).isCloseTo(0.25, within(0.002));
            painted.computeIfAbsent(supposed, view -> new ArrayList<>()).add(isAlone);
            return ground.view(taken, EAST, SOUTH, supposed, 320, 256);
        };
    }

    /** Tiles of elsewhere, and the right one at a place in their line. */
    private CloseLook.Candidates candidates(int count, int at) {
        Reference any = elsewhere.tile("any", 60, 70, 128, 128, 0.5);
        List<Reference> all = new ArrayList<>(IntStream.range(0, count).mapToObj(i -> new Reference("other " + i,
                MadeUpKeypoints.bounds(2000 + 300 * i, 0, 128, 128), any.features(), 0.5)).toList());
        if (at >= 0) {
            all.set(at, right);
        }
        return new CloseLook.Candidates() {
            @Override
            public int count() {
                return all.size();
            }

            @Override
            public List<Reference> read(int from, int to) {
                read.add(from + "-" + to);
                return all.subList(from, to);
            }
        };
    }

    private static void assertFound(@Nullable Verification found) {
        assertThat(found).isNotNull();
        assertThat(found.middle().distanceTo(MadeUpGround.FRAME.point(EAST, SOUTH))).isLessThan(0.1);
        assertThat(found.probability()).isGreaterThan(CloseLook.SURE);
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 0-5", "4, 5, 0-5", "5, 15, 0-5 5-15", "14, 15, 0-5 5-15", "15, 40, 0-5 5-15 15-40"})
    void wavesStopWhenTheAnswerIsSure(int at, int comparisons, String waves) {
        CloseLook look = look(camera(0, 0), true);
        assertFound(look.look(List.of(camera(0, 0)), candidates(60, at), 40));
        assertThat(look.comparisons()).isEqualTo(comparisons);
        assertThat(read).containsExactly(waves.split(" "));
        assertThat(look.isOutOfTime()).isFalse();
    }

    @Test
    void notMoreThanIsAskedForIsLookedAt() {
        CloseLook look = look(camera(0, 0), true);
        Verification found = look.look(List.of(camera(0, 0)), candidates(60, 20), 20);
        assertThat(found == null ? 0 : found.probability()).isLessThan(0.5);
        assertThat(look.comparisons()).isEqualTo(20);
        assertThat(read).startsWith("0-5", "5-15", "15-20").doesNotContain("15-21");
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, 0-1", "5, 0-5", "6, 0-5 5-6", "15, 0-5 5-15"})
    void fewCandidatesAreFewWaves(int count, String waves) {
        look(camera(0, 0), true).look(List.of(camera(0, 0)), candidates(count, -1), 50);
        assertThat(String.join(" ", read)).isEqualTo(waves);
    }

    /** Twelve turns of 30 degrees; only those within the slack of the right one can find it. */
    @Test
    void ofManySuppositionsHalfGoIntoTheNextWaveAndThreeAtLeast() {
        GroundView taken = camera(100, 0);
        List<GroundView> turns = IntStream.range(0, 12).mapToObj(i -> camera(30 * i, 0)).toList();
        CloseLook look = look(taken, true);
        Verification found = look.look(turns, candidates(60, -1), 50);
        assertThat(found == null ? 0 : found.probability()).isLessThan(0.5);
        assertThat(look.comparisons()).isBetween(12 * 5 + 6 * 10 + 3 * 35, 12 * 5 + 6 * 10 + 3 * 35 + 20);
        assertThat(turns).allSatisfy(turn -> assertThat(painted.get(turn)).containsExactly(false));
    }

    @Test
    void theTurnThatMoreAgreesWithStaysAndIsLookedAtFromWhereItWasFound() {
        List<GroundView> turns = IntStream.range(0, 12).mapToObj(i -> camera(30 * i, 0)).toList();
        Verification found = look(camera(102, 0), true).look(turns, candidates(60, 3), 50);
        assertFound(found);
        assertThat(found.headingDegrees()).isCloseTo(102, within(0.3));
        // 102 is 12 degrees off the nearest of them.
        assertSeenOnceMore(turns, 102, 8);
    }

    /** As the only one, from how it was found. */
    private void assertSeenOnceMore(List<GroundView> supposed, double heading, double scale) {
        List<GroundView> more = painted.keySet().stream().filter(view -> !supposed.contains(view)).toList();
        assertThat(more).singleElement().satisfies(view -> {
            assertThat(view.headingDegrees()).isCloseTo(heading, within(0.5));
            assertThat(view.scale()).isCloseTo(scale, within(0.1));
            assertThat(painted.get(view)).containsExactly(true);
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 1.1, false", "7, 1, false", "9, 1, true", "-9, 1, true", "0, 1.2, true", "0, 0.84, true"})
    void whatIsOffByMoreIsSeenOnceMore(double turn, double scale, boolean isRepeated) {
        GroundView supposed = camera(0, 0).scaled(scale);
        Verification found = look(camera(turn, 0), true).look(List.of(supposed), candidates(10, 2), 50);
        assertFound(found);
        if (isRepeated) {
            assertSeenOnceMore(List.of(supposed), turn, 8);
        } else {
            assertThat(painted.keySet()).containsExactly(supposed);
        }
    }

    @Test
    void whatWasSupposedBeforeIsNotPaintedAgain() {
        CloseLook look = look(camera(0, 0), true);
        look.look(List.of(camera(0, 0)), candidates(10, -1), 50);
        assertThat(look.comparisons()).isEqualTo(10);
        assertFound(look.look(List.of(camera(0, 0)), candidates(10, 7), 50));
        // Nine of the ten are known.
        assertThat(look.comparisons()).isEqualTo(11);
        assertThat(painted.get(camera(0, 0))).hasSize(1);
    }

    /** A tile of which the photo shows so little that nothing is sure. */
    private Reference part() {
        return ground.tile("part", EAST + 5, SOUTH + 5, 14, 13, 0.5);
    }

    @Test
    void aBetterPlaceUnderAnotherSuppositionReplacesTheFirstAndAWorseOneDoesNot() {
        CloseLook look = look(camera(0, 0), true);
        Verification unsure = look.look(List.of(camera(5, 0)), MadeUpGround.references(List.of(part())), 50);
        assertThat(unsure.placement().agreeing().length).isBetween(5, 11);
        assertThat(unsure.probability()).isLessThan(0.5);
        Verification sure = look.look(List.of(camera(0, 0)), candidates(10, 2), 50);
        assertFound(sure);
        Verification after = look.look(List.of(camera(6, 0)), MadeUpGround.references(List.of(part())), 50);
        assertThat(after.placement().agreeing()).hasSameSizeAs(sure.placement().agreeing());
        assertThat(after.ground()).isEqualTo(sure.ground());
    }

    @Test
    void whatIsUnsureIsSeenOnceMoreToo() {
        GroundView supposed = camera(0, 0);
        look(camera(15, 0), true).look(List.of(supposed), MadeUpGround.references(List.of(part())), 50);
        assertSeenOnceMore(List.of(supposed), 15, 8);
    }

    /** In the first wave it has a few matches, the others have none; in the second it has its tile. */
    @Test
    void theSuppositionThatMoreAgreesWithGoesIntoTheNextWave() {
        List<GroundView> turns = IntStream.range(0, 12).mapToObj(i -> camera(30 * i, 0)).toList();
        List<Reference> all = new ArrayList<>(candidates(12, 7).read(0, 12));
        all.set(3, part());
        Verification found = look(camera(270, 0), true).look(turns, MadeUpGround.references(all), 12);
        assertFound(found);
        assertThat(found.headingDegrees()).isCloseTo(270, within(0.3));
    }

    @Test
    void thePlaceThatIsAsGoodElsewhereIsTheRunnerUpUnderWhateverSupposition() {
        Reference twin = new Reference("twin", MadeUpKeypoints.bounds(9060, 70, 128, 128), right.features(), 0.5);
        CloseLook look = look(camera(0, 0), true);
        assertFound(look.look(List.of(camera(0, 0)), candidates(3, 1), 50));
        Verification doubted = look.look(List.of(camera(3, 0)), MadeUpGround.references(List.of(twin)), 50);
        assertThat(doubted.placement().evidence().runnerUp()).isGreaterThan(100);
        assertThat(doubted.probability()).isLessThan(Trust.DEFAULT.threshold());
    }

    @Test
    void whenTheTimeIsUpWhatWasFoundStays() throws InterruptedException {
        CloseLook look = new CloseLook(views(camera(0, 0)), Duration.ofSeconds(3), Trust.DEFAULT, true);
        Verification found = look.look(List.of(camera(0, 0)), candidates(10, 2), 50);
        Thread.sleep(3000);
        assertThat(look.look(List.of(camera(180, 0)), candidates(10, -1), 50)).isSameAs(found);
        assertThat(look.isOutOfTime()).isTrue();
    }

    @Test
    void theAxisIsSoughtWhereItIsNotKnown() {
        GroundView taken = camera(0, 28);
        GroundView straight = camera(0, 0);
        Verification known = look(taken, true).look(List.of(straight), candidates(3, 1), 50);
        assertThat(known.ground().tiltDegrees()).isZero();
        Verification sought = look(taken, false).look(List.of(straight), candidates(3, 1), 50);
        assertThat(sought.ground().axisFrom(taken)).isLessThan(4);
        assertThat(sought.placement().agreeing().length).isGreaterThan(known.placement().agreeing().length);
    }

    @Test
    void withoutTimeNothingIsLookedAt() {
        CloseLook late = new CloseLook(views(camera(0, 0)), Duration.ZERO, Trust.DEFAULT, true);
        assertThat(late.look(List.of(camera(0, 0)), candidates(10, 0), 50)).isNull();
        assertThat(late.isOutOfTime()).isTrue();
        assertThat(late.comparisons()).isZero();
        assertThat(painted).isEmpty();
    }

    /** The photo shows 80 × 64 m. */
    @ParameterizedTest
    @CsvSource({"0.25, 0, true, 320, 256", "0.25, 90, true, 256, 320", "0.25, 45, true, 416, 416",
        "0.05, 0, true, 512, 512", "0.25, 0, false, 320, 256", "0.1, 0, false, 384, 384", "5, 0, true, 64, 64"})
    void aViewIsAsLargeAsWhatThePhotoShowsIfThatIsNotTooMuch(double metersPerPixel, double heading, boolean isAlone,
            int width, int height) {
        assertThat(PhotoView.size(camera(heading, 0), metersPerPixel, isAlone)).isEqualTo(new Dimension(width, height));
    }

    @ParameterizedTest
    @CsvSource({"4000, 512, 1024, 256", "512, 4000, 256, 1024", "2400, 1600, 512, 512", "2000, 880, 608, 448",
        "880, 2000, 448, 608"})
    void aViewAloneHasAsManyPixelsAsASquareOf512(int photoWidth, int photoHeight, int width, int height) {
        GroundView wide = new GroundView(photoWidth, photoHeight, 8, 0, 0, 0, null);
        assertThat(PhotoView.size(wide, 0.25, true)).isEqualTo(new Dimension(width, height));
    }

    /** What lies nearer to the photo's edge than six pixels of the view, in either direction, is of the edge. */
    @Test
    void keypointsOfThePhotosEdgeAreLeftOut() {
        MadeUpGround painted = new MadeUpGround(1);
        GroundView camera = new GroundView(200, 150, 4, 25, 8, 0, 300.0);
        Pyramid photo = new Pyramid(painted.photo(camera, 700, 850));
        PhotoView view = PhotoView.of(photo, camera, 0.25, true, MadeUpGround.EXTRACTOR, 1000);
        Dimension size = PhotoView.size(camera, 0.25, true);
        LocalFeatures all = MadeUpGround.EXTRACTOR.of(Warp.projective(photo, view.toPhoto().matrix(), size.width,
                size.height, Warp.Edge.NEUTRAL), 1000);
        int[] inside = IntStream.range(0, all.count()).filter(i -> IntStream.range(0, 4).allMatch(corner -> {
            double x = all.x()[i] + (corner == 0 || corner == 3 ? 6.5 : -5.5);
            double y = all.y()[i] + (corner < 2 ? 6.5 : -5.5);
            double u = view.toPhoto().x(x, y);
            double v = view.toPhoto().y(x, y);
            return u >= 0 && u <= 200 && v >= 0 && v <= 150;
        })).toArray();
        assertThat(inside).hasSizeBetween(20, all.count() - 20);
        assertThat(view.features()).isEqualTo(all.only(inside));
    }
}
