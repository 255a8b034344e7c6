package dev.geofix.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.GroundView;
import dev.geofix.imaging.Pyramid;
import dev.geofix.imaging.RgbImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Right, or refused: never a confident wrong place. */
class CloseLookTest {
    private static final double FOCAL = 500;
    private static final double X = 700;
    private static final double Y = 850;

    private static MadeUpGround ground;
    private static List<Reference> tiles;

    @BeforeAll
    static void paint() {
        ground = new MadeUpGround(1);
        tiles = ground.tiles(400);
    }

    /** 480 × 360 pixels at 0.25 m, straight down. */
    private static GroundView camera(double heading) {
        return new GroundView(480, 360, 4, heading, 0, 0, FOCAL);
    }

    private static CloseLook look(RgbImage photo) {
        return new CloseLook(new Pyramid(photo), MadeUpGround.EXTRACTOR, VerificationSettings.DEFAULT, Trust.DEFAULT,
                false);
    }

    private static @Nullable Verification find(RgbImage photo, List<Reference> among, GroundView... supposed) {
        return look(photo).look(List.of(supposed), MadeUpGround.references(among), among.size());
    }

    private static GroundView[] allTurns(GroundView supposed) {
        return IntStream.range(0, 12).mapToObj(i -> supposed.turned(30 * i)).toArray(GroundView[]::new);
    }

    private static void assertThatItIsPlaced(@Nullable Verification found, double x, double y) {
        assertThat(found).isNotNull();
        assertThat(found.probability()).isGreaterThan(0.9);
        assertThat(found.middle().distanceTo(MadeUpGround.place(x, y))).isLessThan(0.5);
    }

    private static void assertThatItIsRefused(@Nullable Verification found) {
        assertThat(found == null ? 0 : found.probability()).isLessThan(Trust.DEFAULT.threshold());
    }

    @Test
    void aPhotoOfKnownHeadingAndScaleIsPlaced() {
        assertThatItIsPlaced(find(ground.photo(camera(115), X, Y), tiles, camera(115)), X, Y);
    }

    @Test
    void headingAndScaleMayBeOff() {
        GroundView supposed = camera(115).turned(20).scaled(1.3);
        Verification found = find(ground.photo(camera(115), X, Y), tiles, supposed);
        assertThatItIsPlaced(found, X, Y);
        assertThat(found.headingDegrees()).isCloseTo(115, within(0.5));
        assertThat(found.metersPerPixel()).isCloseTo(0.25, within(0.003));
    }

    @Test
    void anUnknownHeadingIsFoundAmongTwelveTurns() {
        Verification found = find(ground.photo(camera(200), X, Y), tiles, allTurns(camera(0)));
        assertThatItIsPlaced(found, X, Y);
        assertThat(found.headingDegrees()).isCloseTo(200, within(0.5));
    }

    @Test
    void everyPixelHasItsGround() {
        Verification found = find(ground.photo(camera(0), X, Y), tiles, camera(0));
        GeoPoint corner = found.ground(0, 0);
        assertThat(corner.distanceTo(MadeUpGround.place(X - 240, Y - 180))).isLessThan(1);
    }

    @Test
    void aTiltedCameraIsToldFromTheMatches() {
        GroundView tilted = new GroundView(480, 360, 4, 30, 18, 0, FOCAL);
        Verification found = find(ground.photo(tilted, X, Y), tiles, tilted);
        assertThatItIsPlaced(found, X, Y);
        CameraPose pose = found.camera(3);
        // 125 m from the middle, 18 degrees from the vertical, looking towards 30 degrees.
        assertThat(pose.heightMeters()).isCloseTo(125 * Math.cos(Math.toRadians(18)), within(4.0));
        assertThat(pose.pitchDegrees()).isCloseTo(-72, within(1.5));
        double back = 125 * Math.sin(Math.toRadians(18));
        GeoPoint below = MadeUpGround.place(X - back * Math.sin(Math.toRadians(30)) / 0.25,
                Y + back * Math.cos(Math.toRadians(30)) / 0.25);
        assertThat(pose.position().distanceTo(below)).isLessThan(3 * pose.deviationMeters() + 1);
    }

    /** It is thought to look straight down from the same height, so its scale is wrong too. */
    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 50})
    void aCameraThatLooksAheadIsPlacedThoughItDoesNotSaySo(int tilt) {
        GroundView tilted = new GroundView(480, 360, 4, 30, tilt, 0, FOCAL);
        double away = Math.toRadians(tilt);
        GroundView supposed = new GroundView(480, 360, 4 / Math.cos(away), 30, 0, 0, FOCAL);
        Verification found = find(ground.photo(tilted, X, Y), tiles, supposed);
        assertThat(found.probability()).isGreaterThan(0.9);
        assertThat(found.middle().distanceTo(MadeUpGround.place(X, Y))).isLessThan(1);
        CameraPose pose = found.camera(5);
        double back = 125 * Math.sin(away);
        GeoPoint below = MadeUpGround.place(X - back * Math.sin(Math.toRadians(30)) / 0.25,
                Y + back * Math.cos(Math.toRadians(30)) / 0.25);
        assertThat(pose.position().distanceTo(below)).isLessThan(4);
        assertThat(pose.pitchDegrees()).isCloseTo(tilt - 90, within(2.0));

        GroundView anyLens = new GroundView(480, 360, 4 / Math.cos(away), 30, 0, 0, null);
        Verification without = find(ground.photo(tilted, X, Y), tiles, anyLens);
        assertThat(without.probability()).isGreaterThan(0.9);
        assertThat(without.middle().distanceTo(MadeUpGround.place(X, Y))).isLessThan(1.5);
    }

    @Test
    void whatIsToldOfTheAxisIsNotSoughtForAgain() {
        GroundView tilted = new GroundView(480, 360, 4, 30, 30, 0, FOCAL);
        GroundView straight = new GroundView(480, 360, 4 / Math.cos(Math.toRadians(30)), 30, 0, 0, FOCAL);
        Pyramid photo = new Pyramid(ground.photo(tilted, X, Y));
        CloseLook told = new CloseLook(photo, MadeUpGround.EXTRACTOR, VerificationSettings.DEFAULT, Trust.DEFAULT,
                true);
        CloseLook untold = new CloseLook(photo, MadeUpGround.EXTRACTOR, VerificationSettings.DEFAULT, Trust.DEFAULT,
                false);
        Verification one = told.look(List.of(straight), MadeUpGround.references(tiles), tiles.size());
        Verification other = untold.look(List.of(straight), MadeUpGround.references(tiles), tiles.size());
        assertThat(told.comparisons()).isLessThan(untold.comparisons());
        assertThat(one.ground().tiltDegrees()).isZero();
        assertThat(other.ground().tiltDegrees()).isCloseTo(30, within(5.0));
    }

    @Test
    void withoutAFocalLengthThereIsNoCamera() {
        GroundView unknown = new GroundView(480, 360, 4, 0, 0, 0, null);
        assertThat(find(ground.photo(camera(0), X, Y), tiles, unknown).camera(3)).isNull();
    }

    @Test
    void aGalleryOfOneTileWillDo() {
        assertThatItIsPlaced(find(ground.photo(camera(10), X, Y), List.of(ground.tile(500, 650, 400)), camera(10)), X,
                Y);
    }

    @Test
    void tilesMayBeOfSeveralSizes() {
        List<Reference> mixed = new ArrayList<>(List.of(ground.tile(0, 0, 800), ground.tile(400, 400, 800)));
        mixed.addAll(tiles.subList(0, 40));
        assertThatItIsPlaced(find(ground.photo(camera(10), X, Y), mixed, camera(10)), X, Y);
    }

    @Test
    void groundThatNoTileShowsIsRefused() {
        assertThatItIsRefused(find(new MadeUpGround(2).photo(camera(115), X, Y), tiles, allTurns(camera(0))));
    }

    @Test
    void aMirroredPhotoIsRefused() {
        RgbImage photo = ground.photo(camera(115), X, Y);
        byte[] mirrored = new byte[photo.pixels().length];
        for (int i = 0; i < mirrored.length; i += 3) {
            int row = i / (3 * photo.width());
            int from = 3 * (row * photo.width() + photo.width() - 1 - i / 3 % photo.width());
            System.arraycopy(photo.pixels(), from, mirrored, i, 3);
        }
        assertThatItIsRefused(find(new RgbImage(photo.width(), photo.height(), mirrored), tiles,
                allTurns(camera(0))));
    }

    @Test
    void twoPlacesThatLookTheSameAreRefusedWheneverTheSecondIsSeen() {
        Reference tile = ground.tile(500, 650, 400);
        BoundingBox at = tile.bounds();
        Reference twin = new Reference("twin", new BoundingBox(at.west() + 0.1, at.south(), at.east() + 0.1,
                at.north()), tile.features(), tile.score());
        CloseLook look = look(ground.photo(camera(115), X, Y));
        assertThatItIsPlaced(look.look(List.of(camera(115)), MadeUpGround.references(List.of(tile)), 1), X, Y);
        assertThatItIsRefused(look.look(List.of(camera(115)), MadeUpGround.references(List.of(twin)), 1));
    }

    @Test
    void anEarlierPlaceStaysTheBestWhereALaterLookFindsLess() {
        CloseLook look = look(ground.photo(camera(115), X, Y));
        look.look(List.of(camera(115)), MadeUpGround.references(tiles), tiles.size());
        List<Reference> elsewhere = new MadeUpGround(2).tiles(800);
        assertThatItIsPlaced(look.look(List.of(camera(200)), MadeUpGround.references(elsewhere), elsewhere.size()), X,
                Y);
    }

    @Test
    void oneColourAndTooFewPixelsAreRefused() {
        byte[] grey = new byte[3 * 480 * 360];
        Arrays.fill(grey, (byte) 128);
        assertThatItIsRefused(find(new RgbImage(480, 360, grey), tiles, camera(0)));
        GroundView small = new GroundView(64, 48, 4, 0, 0, 0, FOCAL);
        assertThatItIsRefused(find(ground.photo(small, X, Y), tiles, small));
    }

    @Test
    void tilesOfOneColourAgreeWithNothing() {
        Reference empty = new Reference("empty", MadeUpGround.bounds(0, 0, 400), LocalFeatures.none(512, 512), 0.5);
        assertThatItIsRefused(find(ground.photo(camera(0), X, Y), List.of(empty), camera(0)));
    }

    @Test
    void noTileAtAllIsNoPlace() {
        assertThat(find(ground.photo(camera(0), X, Y), List.of(), camera(0))).isNull();
    }

    @Test
    void whatIsOnlyALineIsRefusedOrRight() {
        // A strip of the ground, the rest without anything: matches lie on a line.
        RgbImage photo = ground.photo(camera(0), X, Y);
        byte[] strip = new byte[photo.pixels().length];
        Arrays.fill(strip, (byte) 110);
        System.arraycopy(photo.pixels(), 3 * 480 * 172, strip, 3 * 480 * 172, 3 * 480 * 16);
        Verification found = find(new RgbImage(480, 360, strip), tiles, allTurns(camera(0)));
        boolean trusted = found != null && found.probability() >= Trust.DEFAULT.threshold();
        assertThat(trusted ? found.middle().distanceTo(MadeUpGround.place(X, Y)) : 0).isLessThan(3);
    }

    @Test
    void theTimeIsBounded() {
        RgbImage photo = ground.photo(camera(0), X, Y);
        CloseLook hurried = new CloseLook(new Pyramid(photo), MadeUpGround.EXTRACTOR,
                new VerificationSettings(true, 50, Duration.ZERO, 512, 600, 1000), Trust.DEFAULT, false);
        assertThat(hurried.look(List.of(camera(0)), MadeUpGround.references(tiles), tiles.size())).isNull();
        assertThat(hurried.isOutOfTime()).isTrue();
    }

    @Test
    void theSamePhotoGivesTheSameAnswer() {
        RgbImage photo = ground.photo(camera(77), X, Y);
        assertThat(find(photo, tiles, camera(77)).middle()).isEqualTo(find(photo, tiles, camera(77)).middle());
    }
}
