package dev.geofix.simulator.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.simulator.scene.Area;
import dev.geofix.simulator.scene.Point;
import org.junit.jupiter.api.Test;

/** Geometry of the views on a bare plane with one tall box, whose place in the picture follows from theory alone. */
class RendererTest {
    private static final double BOX = 8;
    private static final double HEIGHT = 30;

    @Test
    void theMiddleOfThePictureIsTheCamerasTarget() {
        Camera camera = Camera.lookingAt(new Point(120, -45), 200, 215, 33, 70, 640, 480);
        Point pixel = camera.project(120, -45, 0);
        assertThat(pixel.x()).isCloseTo(320, within(1e-6));
        assertThat(pixel.y()).isCloseTo(240, within(1e-6));
        assertThat(camera.target().x()).isCloseTo(120, within(1e-9));
        assertThat(camera.target().y()).isCloseTo(-45, within(1e-9));
    }

    @Test
    void theHeadingPointsUpInThePictureAndEastLiesClockwiseOfIt() {
        Camera camera = new Camera(0, 0, 100, 90, 0, 60, 200, 200);
        assertThat(camera.project(10, 0, 0).y()).isLessThan(100);
        assertThat(camera.project(0, -10, 0).x()).isGreaterThan(100);
    }

    @Test
    void straightDownTheScaleIsThatOfThePinhole() {
        Camera camera = new Camera(0, 0, 100, 0, 0, 90, 200, 200);
        assertThat(camera.project(50, 0, 0).x()).isCloseTo(150, within(1e-9));
        assertThat(camera.project(0, 50, 0).y()).isCloseTo(50, within(1e-9));
    }

    @Test
    void aDrawnCornerFallsOnItsProjectedPixel() {
        Camera camera = new Camera(-60, -40, 120, 35, 25, 60, 300, 300);
        Raster raster = new Raster(300, 300);
        raster.draw(top(HEIGHT), CameraProjection.perspective(camera, 1), 7, true);
        for (double sx = -1; sx <= 1; sx += 2) {
            for (double sy = -1; sy <= 1; sy += 2) {
                Point inside = camera.project(sx * (BOX - 0.5), sy * (BOX - 0.5), HEIGHT);
                Point outside = camera.project(sx * (BOX + 0.5), sy * (BOX + 0.5), HEIGHT);
                assertThat(raster.ids[(int) inside.y() * 300 + (int) inside.x()]).isEqualTo(7);
                assertThat(raster.ids[(int) outside.y() * 300 + (int) outside.x()]).isZero();
            }
        }
    }

    @Test
    void aSampleIsLocatedWhereItWasSeen() {
        Camera camera = new Camera(-60, -40, 120, 35, 25, 60, 300, 300);
        CameraProjection projection = CameraProjection.perspective(camera, 2);
        double[] seen = new double[4];
        double[] point = new double[3];
        projection.transform(13, 21, 17, seen);
        projection.locate(seen[0] / seen[2], seen[1] / seen[2], seen[3] / seen[2], point);
        assertThat(point).containsExactly(new double[]{13, 21, 17}, within(1e-9));
    }

    @Test
    void roofsLeanAwayFromTheCamerasFoot() {
        Camera camera = new Camera(0, 0, 150, 0, 0, 60, 300, 300);
        Point foot = camera.project(40, 25, 0);
        Point roof = camera.project(40, 25, HEIGHT);
        double scale = 150 / (150 - HEIGHT);
        assertThat(roof.x() - 150).isCloseTo(scale * (foot.x() - 150), within(1e-9));
        assertThat(roof.y() - 150).isCloseTo(scale * (foot.y() - 150), within(1e-9));
    }

    @Test
    void whatIsNearerHidesWhatIsBehindInAnyOrder() {
        CameraProjection down = CameraProjection.overhead(new Area(-20, -20, 20, 20), 40, 40);
        Raster raster = new Raster(40, 40);
        raster.draw(top(9), down, 2, true);
        raster.draw(top(5), down, 1, true);
        assertThat(raster.ids[20 * 40 + 20]).isEqualTo(2);
    }

    @Test
    void refusesACameraThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Camera(0, 0, 1, 0, 0, 60, 10, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new Camera(0, 0, 100, Double.NaN, 0, 60, 10, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new Camera(0, 0, 100, 0, 85, 60, 10, 10));
    }

    private static float[] top(double height) {
        float b = (float) BOX;
        float z = (float) height;
        return new float[]{-b, -b, z, b, -b, z, b, b, z, -b, b, z};
    }
}
