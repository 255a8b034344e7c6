package dev.geofix.gallery.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlaceCellsTest {
    private static final double EARTH_RADIUS = 6_371_008.8;

    private final Random random = new Random(1);

    @Test
    void aPointKeepsItsCell() {
        assertThat(PlaceCells.of(new GeoPoint(47.05, 8.05))).isEqualTo("1370.1281");
        assertThat(PlaceCells.of(new GeoPoint(-17, 179.99))).isEqualTo("730.3443");
        assertThat(PlaceCells.of(new GeoPoint(-17, 180))).isEqualTo("730.0")
                .isEqualTo(PlaceCells.of(new GeoPoint(-17, -180)));
        assertThat(PlaceCells.of(new GeoPoint(90, 0))).isEqualTo("1799.1");
        assertThat(PlaceCells.of(new GeoPoint(-90, -180))).isEqualTo("0.0");
    }

    @Test
    void noPointOfACircleLiesOutsideOfItsCells() {
        List<GeoPoint> centers = new ArrayList<>(List.of(new GeoPoint(90, 0), new GeoPoint(-90, 17),
                new GeoPoint(89.97, -180), new GeoPoint(-89.6, 180), new GeoPoint(0, 180), new GeoPoint(-17, -180),
                new GeoPoint(65, 179.999), new GeoPoint(0, 0), new GeoPoint(47.1, 8.1)));
        for (int i = 0; i < 300; i++) {
            centers.add(new GeoPoint(180 * random.nextDouble() - 90, 360 * random.nextDouble() - 180));
        }
        int asked = 0;
        for (GeoPoint center : centers) {
            for (double radius : List.of(0.5, 900.0, 5_000.0, 30_000.0, 300_000.0, 12_000_000.0)) {
                SearchRequest.Near near = new SearchRequest.Near(center, radius);
                List<String> cells = PlaceCells.of(new SearchRequest(1, -1, null, near));
                if (cells == null) {
                    continue;
                }
                asked++;
                assertThat(cells).doesNotHaveDuplicates().hasSizeBetween(1, PlaceCells.MOST);
                for (int i = 0; i < 200; i++) {
                    GeoPoint point = within(center, radius);
                    if (near.contains(point)) {
                        assertThat(cells).as("%s of %s", point, near).contains(PlaceCells.of(point));
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(3 * centers.size());
    }

    /** Half of them near the edge. */
    private GeoPoint within(GeoPoint center, double radius) {
        double far = radius / EARTH_RADIUS
                * (random.nextBoolean() ? 1 - 1e-6 * random.nextDouble() : Math.sqrt(random.nextDouble()));
        double bearing = random.nextInt(4) == 0
                ? Math.PI / 2 * random.nextInt(4)
                : 2 * Math.PI * random.nextDouble();
        double latitude = Math.toRadians(center.latitude());
        double sine = Math.sin(latitude) * Math.cos(far) + Math.cos(latitude) * Math.sin(far) * Math.cos(bearing);
        double east = Math.atan2(Math.sin(bearing) * Math.sin(far) * Math.cos(latitude),
                Math.cos(far) - Math.sin(latitude) * sine);
        return new GeoPoint(Math.toDegrees(Math.asin(Math.clamp(sine, -1, 1))),
                GeoPoint.wrapLongitude(center.longitude() + Math.toDegrees(east)));
    }

    @Test
    void aCircleOfSomeKilometresTouchesFewCellsEverywhere() {
        for (int i = 0; i < 2000; i++) {
            GeoPoint center = new GeoPoint(180 * random.nextDouble() - 90, 360 * random.nextDouble() - 180);
            List<String> cells = PlaceCells
                    .of(new SearchRequest(1, -1, null, new SearchRequest.Near(center, 5_000)));
            double latitude = Math.abs(center.latitude());
            // At a pole all of the first rows.
            assertThat(cells).as("%s", center).hasSizeLessThanOrEqualTo(latitude < 80 ? 4 : latitude < 89 ? 9 : 30);
        }
    }

    @Test
    void noPointOfABoxLiesOutsideOfItsCells() {
        List<BoundingBox> boxes = new ArrayList<>(List.of(new BoundingBox(179.9, -17.1, -179.9, -16.9),
                new BoundingBox(180, 47, -179.95, 47), new BoundingBox(179.95, 47, 180, 47.1),
                new BoundingBox(-180, 89.85, 180, 90), new BoundingBox(-180, -90, -180, -90),
                new BoundingBox(8, 47, 8, 47), new BoundingBox(170, 89.95, -170, 90)));
        for (int i = 0; i < 500; i++) {
            double south = 180 * random.nextDouble() - 90;
            double west = 360 * random.nextDouble() - 180;
            boxes.add(new BoundingBox(west, south, GeoPoint.wrapLongitude(west + random.nextDouble() / 2),
                    Math.min(90, south + random.nextDouble() / 2)));
        }
        int asked = 0;
        for (BoundingBox box : boxes) {
            List<String> cells = PlaceCells.of(box);
            if (cells == null) {
                continue;
            }
            asked++;
            assertThat(cells).doesNotHaveDuplicates().hasSizeBetween(1, PlaceCells.MOST);
            double width = box.crossesDateLine() ? box.east() - box.west() + 360 : box.east() - box.west();
            for (double x : new double[]{0, 0.001, random.nextDouble(), random.nextDouble(), 0.999, 1}) {
                for (double y : new double[]{0, random.nextDouble(), random.nextDouble(), 1}) {
                    GeoPoint point = new GeoPoint(
                            Math.clamp(box.south() + y * (box.north() - box.south()), box.south(), box.north()),
                            x == 1 ? box.east() : GeoPoint.wrapLongitude(box.west() + x * width));
                    if (box.contains(point)) {
                        assertThat(cells).as("%s of %s", point, box).contains(PlaceCells.of(point));
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(400);
        assertThat(PlaceCells.of(new BoundingBox(-180, -90, 180, 90))).isNull();
    }

    @Test
    void theSmallerOfBoxAndCircleIsAsked() {
        SearchRequest.Near near = new SearchRequest.Near(new GeoPoint(47.05, 8.05), 10);
        assertThat(PlaceCells.of(new SearchRequest(1, -1, new BoundingBox(8, 47, 8.4, 47.4), near)))
                .containsExactly("1370.1281");
        assertThat(PlaceCells.of(new SearchRequest(1, -1, new BoundingBox(-180, -90, 180, 90), near)))
                .containsExactly("1370.1281");
        assertThat(PlaceCells.of(SearchRequest.top(1))).isNull();
    }
}
