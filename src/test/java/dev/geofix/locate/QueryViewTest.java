package dev.geofix.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.image.PhotoMetadata;
import dev.geofix.image.RgbImage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueryViewTest {
    private static final int SIZE = 16;
    private final LocateSettings settings = new LocateSettings(List.of(0.0, 180.0), List.of(0.0, 90.0, 180.0, 270.0),
            20);

    @Test
    void aPhotoThatSaysNothingIsAskedForInFourTurns() {
        QueryView view = QueryView.of(photo(null, null, null), null, 80.0, settings);
        assertThat(view.side()).isEqualTo(300);
        assertThat(view.sideMeters()).isNull();
        assertThat(view.render(redTop(), SIZE)).extracting(QueryViewTest::redSide).containsExactly("top", "left",
                "bottom", "right");
    }

    @Test
    void aKnownHeadingPutsNorthUp() {
        // The upper edge points east, so north is on the photo's left.
        QueryView view = QueryView.of(photo(null, null, null), 90.0, null, settings);
        assertThat(view.render(redTop(), SIZE)).extracting(QueryViewTest::redSide).containsExactly("right", "left");
    }

    @Test
    void theSquareHasATilesGroundSide() {
        // 100 m up, a lens whose film diagonal equals the focal length: the photo's diagonal of 500 pixels is 100 m.
        QueryView view = QueryView.of(photo(100.0, Math.hypot(36, 24), -90.0), 0.0, 30.0, settings);
        assertThat(view.side()).isCloseTo(150, within(1e-9));
        assertThat(view.sideMeters()).isCloseTo(30, within(1e-9));
    }

    @Test
    void aPhotoOfLessGroundThanATileIsTakenWhole() {
        QueryView view = QueryView.of(photo(100.0, Math.hypot(36, 24), -90.0), 0.0, 300.0, settings);
        assertThat(view.side()).isEqualTo(300);
        assertThat(view.sideMeters()).isCloseTo(60, within(1e-9));
    }

    @Test
    void anObliqueViewHasNoGroundSize() {
        assertThat(QueryView.of(photo(100.0, 24.0, -45.0), 0.0, 30.0, settings).sideMeters()).isNull();
    }

    @Test
    void aTurnedSquareStaysInsideThePhoto() {
        assertThat(QueryView.of(photo(null, null, null), 45.0, null, settings).side()).isCloseTo(300 / Math.sqrt(2),
                within(1e-9));
    }

    private static PhotoMetadata photo(@Nullable Double altitude, @Nullable Double focalLength,
            @Nullable Double pitch) {
        return new PhotoMetadata(400, 300, null, null, altitude, pitch, focalLength);
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
