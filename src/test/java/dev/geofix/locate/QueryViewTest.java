package dev.geofix.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.imaging.GroundView;
import dev.geofix.imaging.Hint;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.imaging.Pyramid;
import dev.geofix.imaging.RgbImage;
import dev.geofix.simulator.scene.Point;
import dev.geofix.simulator.view.Camera;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueryViewTest {
    private static final int SIZE = 16;
    private final LocateSettings settings = new LocateSettings(List.of(0.0, 180.0), List.of(0.0, 90.0, 180.0, 270.0),
            20, 16);

    @Test
    void aPhotoThatSaysNothingIsAskedForInFourTurns() {
        PhotoMetadata photo = photo(null, null, null, null);
        QueryView view = QueryView.of(photo, 80.0, settings);
        assertThat(view.side()).isEqualTo(300);
        assertThat(view.scale()).isNull();
        assertThat(view.render(new Pyramid(redTop()), photo, SIZE)).extracting(QueryViewTest::redSide).containsExactly(
                "top",
                "left", "bottom", "right");
    }

    /** Quarters of 50, 100, 150 and 200, clockwise from the upper left one. */
    @Test
    void aTurnIsNoMirrorImage() {
        byte[] pixels = new byte[3 * 400 * 300];
        for (int i = 0; i < 400 * 300; i++) {
            boolean left = i % 400 < 200;
            boolean top = i / 400 < 150;
            pixels[3 * i] = (byte) (top ? left ? 50 : 100 : left ? 200 : 150);
        }
        PhotoMetadata photo = photo(null, null, null, null);
        List<RgbImage> turned = QueryView.of(photo, 80.0, settings)
                .render(new Pyramid(new RgbImage(400, 300, pixels)), photo, SIZE);
        int[][] corners = {{2, 2}, {SIZE - 3, 2}, {SIZE - 3, SIZE - 3}, {2, SIZE - 3}};
        for (int turn = 0; turn < 4; turn++) {
            for (int corner = 0; corner < 4; corner++) {
                int at = corners[corner][1] * SIZE + corners[corner][0];
                assertThat(turned.get(turn).pixels()[3 * at] & 0xff).as("turn %d, corner %d", turn, corner)
                        .isCloseTo(50 * ((corner + turn) % 4 + 1), within(3));
            }
        }
    }

    @Test
    void aKnownHeadingPutsNorthUp() {
        // The upper edge points east, so east is red.
        PhotoMetadata photo = photo(90.0, null, null, null);
        QueryView view = QueryView.of(photo, null, settings);
        assertThat(view.render(new Pyramid(redTop()), photo, SIZE)).extracting(QueryViewTest::redSide).containsExactly(
                "right",
                "left");
    }

    @Test
    void theSquareHasATilesGroundSide() {
        // 100 m up, a lens whose film diagonal equals the focal length: the photo's diagonal of 500 pixels is 100 m.
        QueryView view = QueryView.of(photo(0.0, 100.0, Math.hypot(36, 24), -90.0), 30.0, settings);
        assertThat(view.scale()).isCloseTo(5, within(1e-9));
        assertThat(view.side()).isCloseTo(30, within(1e-9));
    }

    @Test
    void aWidePhotoIsAStripOfTheSensorThatTheFocalLengthIsStatedFor() {
        // 16:9 of a 4:3 sensor: as wide as it, so the sensor's diagonal of 2000 pixels is 100 m.
        PhotoMetadata wide = PhotoMetadata.ofSize(1600, 900)
                .with(new PhotoMetadata.Overrides(0.0, 100.0, Math.hypot(36, 24), -90.0));
        assertThat(QueryView.of(wide, 30.0, settings).scale()).isCloseTo(20, within(1e-9));
    }

    @Test
    void aPhotoOfLessGroundThanATileIsTakenWhole() {
        QueryView view = QueryView.of(photo(0.0, 100.0, Math.hypot(36, 24), -90.0), 300.0, settings);
        assertThat(view.side()).isCloseTo(60, within(1e-9));
    }

    @Test
    void aSquareOfAnotherScaleShowsATileAtThatScale() {
        QueryView view = QueryView.of(photo(0.0, 100.0, Math.hypot(36, 24), -90.0), 50.0, settings);
        assertThat(view.scaled(0.7, 300, 50).scale()).isCloseTo(3.5, within(1e-9));
        assertThat(view.scaled(0.7, 300, 50).side()).isCloseTo(50, within(1e-9));
        // At 7 pixels a metre the shorter side of 300 pixels shows less than a tile.
        assertThat(view.scaled(1.4, 300, 50).side()).isCloseTo(300 / 7.0, within(1e-9));
        QueryView unknown = QueryView.of(photo(null, null, null, null), 50.0, settings);
        assertThat(unknown.scaled(0.6, 300, 50).side()).isCloseTo(180, within(1e-9));
        assertThat(unknown.scaled(1.7, 300, 50).side()).isCloseTo(300, within(1e-9));
    }

    @Test
    void aViewTooFarAheadHasNoGroundSize() {
        assertThat(QueryView.of(photo(0.0, 100.0, 24.0, -30.0), 30.0, settings).scale()).isNull();
        assertThat(QueryView.of(photo(0.0, 100.0, 24.0, -39.9), 30.0, settings).scale()).isNull();
        assertThat(QueryView.of(photo(0.0, 100.0, 24.0, -40.1), 30.0, settings).scale()).isNotNull();
    }

    /** Squares need a scale, and an axis that is not too far ahead; looking closely takes what is told. */
    @Test
    void allThatIsToldOfTheAxisIsUsedForLookingClosely() {
        PhotoMetadata ahead = photo(0.0, 100.0, Math.hypot(36, 24), -30.0);
        GroundView ground = QueryView.of(ahead, 30.0, settings).ground(ahead, 1);
        assertThat(ground.tiltDegrees()).isCloseTo(60, within(1e-9));
        assertThat(ground.scale()).isCloseTo(5 * 0.5, within(1e-9));
        PhotoMetadata anyHeight = photo(0.0, null, 24.0, -70.0);
        ground = QueryView.of(anyHeight, 30.0, settings).ground(anyHeight, 7);
        assertThat(ground.tiltDegrees()).isCloseTo(20, within(1e-9));
        assertThat(ground.scale()).isEqualTo(7);
        PhotoMetadata horizon = photo(0.0, 100.0, 24.0, 0.0);
        assertThat(QueryView.of(horizon, 30.0, settings).ground(horizon, 7).tiltDegrees()).isZero();
        assertThat(PhotoSearch.tellsTilt(horizon)).isFalse();
        assertThat(PhotoSearch.tellsTilt(ahead)).isTrue();
    }

    @Test
    void aTurnedSquareStaysInsideThePhoto() {
        assertThat(QueryView.of(photo(45.0, null, null, null), null, settings).side()).isCloseTo(300 / Math.sqrt(2),
                within(1e-9));
    }

    @Test
    void everyCornerOfTheSquareIsFoundOnATiltedPhoto() {
        double focalLength = 24;
        double fieldOfView = 2 * Math.toDegrees(Math.atan(0.4 * Math.hypot(36, 24) / focalLength));
        Camera camera = Camera.lookingAt(new Point(0, 0), 120, 30, 25, fieldOfView, 400, 300);
        PhotoMetadata photo = photo(30.0, 120.0, focalLength, -65.0);
        assertThatItMaps(photo, camera::project);
    }

    @Test
    void everyCornerOfTheSquareIsFoundOnATiltedPhotoOfARolledCamera() {
        // An upright camera's photo of 400 by 300 pixels; rolled by 180 or 90 degrees the same camera sees the ground turned about.
        double focalLength = 24;
        double fieldOfView = 2 * Math.toDegrees(Math.atan(0.4 * Math.hypot(36, 24) / focalLength));
        Camera camera = Camera.lookingAt(new Point(0, 0), 120, 30, 25, fieldOfView, 400, 300);
        PhotoMetadata photo = photo(210.0, 120.0, focalLength, -65.0);
        assertThat(QueryView.of(rolled(photo, 180), 40.0, settings).tiltDegrees()).isCloseTo(-25, within(1e-9));
        assertThatItMaps(rolled(photo, 180), (east, north, up) -> {
            Point upright = camera.project(east, north, up);
            return new Point(400 - upright.x(), 300 - upright.y());
        });
        // Rolled clockwise, the upper edge points to the right of where the camera looks, and the ground turns anticlockwise.
        PhotoMetadata portrait = PhotoMetadata.ofSize(300, 400)
                .with(new PhotoMetadata.Overrides(120.0, 120.0, focalLength, -65.0));
        assertThat(QueryView.of(rolled(portrait, -90), 40.0, settings).sideTiltDegrees()).isCloseTo(-25, within(1e-9));
        assertThatItMaps(rolled(portrait, -90), (east, north, up) -> {
            Point upright = camera.project(east, north, up);
            return new Point(upright.y(), 400 - upright.x());
        });
    }

    private interface Projection {
        Point project(double east, double north, double up);
    }

    private void assertThatItMaps(PhotoMetadata photo, Projection camera) {
        double[] map = QueryView.of(photo, 40.0, settings).toPhoto(photo, SIZE);
        for (double[] corner : new double[][]{{0, 0, -20, 20}, {SIZE, 0, 20, 20}, {0, SIZE, -20, -20},
            {SIZE / 4.0, SIZE / 2.0, -10, 0}}) {
            Point onPhoto = camera.project(corner[2], corner[3], 0);
            double depth = map[6] * corner[0] + map[7] * corner[1] + map[8];
            assertThat((map[0] * corner[0] + map[1] * corner[1] + map[2]) / depth).isCloseTo(onPhoto.x(), within(0.01));
            assertThat((map[3] * corner[0] + map[4] * corner[1] + map[5]) / depth).isCloseTo(onPhoto.y(), within(0.01));
        }
    }

    private static PhotoMetadata rolled(PhotoMetadata photo, double horizon) {
        return new PhotoMetadata(photo.width(), photo.height(), null, photo.heading(), photo.pitch(),
                new Hint("horizon", horizon, "degrees", "test", 5), photo.altitude(), photo.focal(), null, List.of());
    }

    private static PhotoMetadata photo(@Nullable Double heading, @Nullable Double altitude,
            @Nullable Double focalLength, @Nullable Double pitch) {
        return PhotoMetadata.ofSize(400, 300).with(new PhotoMetadata.Overrides(heading, altitude, focalLength, pitch));
    }

    private static RgbImage redTop() {
        byte[] pixels = new byte[3 * 400 * 300];
        for (int i = 0; i < 400 * 150; i++) {
            pixels[3 * i] = (byte) 255;
        }
        return new RgbImage(400, 300, pixels);
    }

    private static String redSide(RgbImage image) {
        int near = 2;
        int far = SIZE - 3;
        boolean topLeft = red(image, near, near);
        boolean topRight = red(image, far, near);
        boolean bottomLeft = red(image, near, far);
        boolean bottomRight = red(image, far, far);
        return topLeft && topRight
                ? "top"
                : bottomLeft && bottomRight
                        ? "bottom"
                        : topLeft && bottomLeft ? "left" : topRight && bottomRight ? "right" : "none";
    }

    private static boolean red(RgbImage image, int x, int y) {
        return (image.pixels()[3 * (y * image.width() + x)] & 0xff) > 200;
    }
}
