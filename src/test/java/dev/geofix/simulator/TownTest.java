package dev.geofix.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.geo.MapTile;
import dev.geofix.simulator.scene.Point;
import dev.geofix.simulator.view.Camera;
import dev.geofix.simulator.view.Conditions.Season;
import dev.geofix.simulator.view.Conditions.Tint;
import dev.geofix.simulator.view.Conditions;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TownTest {
    private static final Point PLACE = new Point(310, -140);
    private static final Camera CAMERA = Camera.lookingAt(PLACE, 150, 40, 30, 65, 120, 90);

    @Test
    void theSameSeedGivesTheSamePictures() {
        Town one = new Town(5);
        Town other = new Town(5);
        assertThat(pixels(other.satellite(PLACE, 120, 96, Conditions.satellite(3))))
                .isEqualTo(pixels(one.satellite(PLACE, 120, 96, Conditions.satellite(3))));
        assertThat(pixels(other.drone(CAMERA, Conditions.drone(3))))
                .isEqualTo(pixels(one.drone(CAMERA, Conditions.drone(3))));
    }

    @Test
    void anotherSeedGivesAnotherTown() {
        assertThat(pixels(new Town(6).satellite(PLACE, 120, 96, Conditions.CLEAR_SUMMER_DAY)))
                .isNotEqualTo(pixels(new Town(5).satellite(PLACE, 120, 96, Conditions.CLEAR_SUMMER_DAY)));
    }

    @Test
    void threadsThatShareATownGetTheSamePictures() throws Exception {
        Town town = new Town(9);
        Callable<int[]> view = () -> pixels(town.drone(CAMERA, Conditions.CLEAR_SUMMER_DAY));
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<int[]> views = threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> view).toList()).stream()
                    .map(future -> future.resultNow()).toList();
            assertThat(views).allSatisfy(pixels -> assertThat(pixels).isEqualTo(views.getFirst()));
        }
    }

    @Test
    void localMetresAndCoordinatesAreInverses() {
        Town town = new Town(1);
        Point back = town.toLocal(town.toGeo(new Point(812.5, -377.25)));
        assertThat(back.x()).isCloseTo(812.5, within(1e-6));
        assertThat(back.y()).isCloseTo(-377.25, within(1e-6));
        assertThat(town.origin().distanceTo(town.toGeo(new Point(300, 400)))).isCloseTo(500, within(0.05));
    }

    @Test
    void twoTilesThatTouchJoinWithoutASeam() {
        Town town = new Town(3);
        Conditions day = Conditions.CLEAR_SUMMER_DAY;
        BufferedImage whole = town.satellite(PLACE, 120, 240, day);
        BufferedImage west = town.satellite(new Point(PLACE.x() - 30, PLACE.y()), 60, 120, day);
        BufferedImage east = town.satellite(new Point(PLACE.x() + 30, PLACE.y()), 60, 120, day);
        assertThat(meanDifference(whole, 0, 60, west)).isLessThan(0.5);
        assertThat(meanDifference(whole, 120, 60, east)).isLessThan(0.5);
    }

    @Test
    void aDroneVeryHighUpSeesTheGroundWhereTheSatelliteSeesIt() {
        Town town = new Town(3);
        double height = 2000;
        double angle = 2 * Math.toDegrees(Math.atan(100 / height));
        Camera camera = Camera.lookingAt(PLACE, height, 0, 0, angle, 200, 200);
        Conditions day = new Conditions(Season.SUMMER, 150, 60, 0, Tint.NEUTRAL, 0, 0, 1);
        BufferedImage drone = town.drone(camera, day);
        double same = meanDifference(town.satellite(PLACE, 200, 200, day), 0, 0, drone);
        Point aside = new Point(PLACE.x() + 4, PLACE.y());
        assertThat(same).isLessThan(meanDifference(town.satellite(aside, 200, 200, day), 0, 0, drone) / 2);
    }

    @Test
    void aMapTileShowsTheSameGroundAsTheSquareRoundItsCentre() {
        Town town = new Town(3, new GeoPoint(-0.1, -25.2));
        MapTile tile = new MapTile(18, 112721, 131144);
        BoundingBox box = tile.bounds();
        Point center = town.toLocal(box.center());
        Conditions day = Conditions.CLEAR_SUMMER_DAY;
        BufferedImage square = town.satellite(center, box.heightMeters(), 128, day);
        assertThat(meanDifference(square, 0, 0, town.satellite(box, 128, 128, day))).isLessThan(2);
    }

    private static double meanDifference(BufferedImage whole, int left, int top, BufferedImage part) {
        double sum = 0;
        for (int y = 0; y < part.getHeight(); y++) {
            for (int x = 0; x < part.getWidth(); x++) {
                sum += Math.abs((whole.getRGB(left + x, top + y) >> 8 & 255) - (part.getRGB(x, y) >> 8 & 255));
            }
        }
        return sum / part.getWidth() / part.getHeight();
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
