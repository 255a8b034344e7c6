package dev.geofix.ingest.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.gallery.NewTile;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.RgbImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The expected centres are what GDAL 3.6.2 prints for the middle of the fixture, as
 * {@code echo 601250.5 5334551.25 | gdaltransform -s_srs EPSG:32632 -t_srs EPSG:4326 -output_xy}; the bounds are half a side from there on
 * the ellipsoid, as {@code echo 0 16 | gdaltransform -s_srs '+proj=aeqd +lon_0=LON +lat_0=LAT +datum=WGS84' -t_srs EPSG:4326}.
 */
class GeoTiffPlaceTest {
    private static final double CENTIMETRE = 0.01;
    /** Levels a pixel in the fixtures. */
    private static final double SLOPE = 4;

    @ParameterizedTest
    @CsvSource({"deflate-strips, 32, 10.3614543277247, 48.1561421553265, 16",
        "point, 32, 10.3614543277247, 48.1561421553265, 16",
        "turned, 32, 10.361543406056, 48.1562562644086, 16", "south-up, 32, 10.3614543277247, 48.1561421553265, 16",
        "web-mercator, 32, 10.3577908215663, 48.1148074456502, 16", "geographic, 29, 10.3602, 48.159866, 14.5"})
    void placesASquareToACentimetre(String name, double side, double longitude, double latitude, double half)
            throws Exception {
        NewTile tile = Collected.of(Fixture.of(name), side, 0).only();
        GeoPoint center = new GeoPoint(latitude, longitude);
        assertThat(tile.center().distanceTo(center)).isLessThan(CENTIMETRE);
        BoundingBox bounds = tile.bounds();
        assertThat(bounds).isNotNull();
        assertThat(bounds.center().distanceTo(center)).isLessThan(CENTIMETRE);
        // The mean sphere of GeoPoint is half a per cent off the ellipsoid, as any sphere is.
        assertThat(bounds.heightMeters()).isCloseTo(2 * half, within(0.2));
    }

    @Test
    void theBoundsAreHalfASideFromTheMiddleOnTheEllipsoid() throws Exception {
        assertBounds(Collected.of(Fixture.of("deflate-strips"), 32, 0).only(), 10.361239273644, 48.1559982618392,
                10.3616693818054, 48.1562860488101);
        assertBounds(Collected.of(Fixture.of("web-mercator"), 32, 0).only(), 10.3575759400266, 48.1146635511229,
                10.358005703106, 48.1149513401739);
        assertBounds(Collected.of(Fixture.of("geographic"), 29, 0).only(), 10.3600050931351, 48.1597355966122,
                10.3603949068649, 48.1599964033848);
    }

    @Test
    void aSquareMayLieAcrossTheDateLine() throws Exception {
        NewTile tile = Collected.of(Fixture.of("date-line"), 43, 0).only();
        assertBounds(tile, 179.999798621343, -16.5003942819573, -179.999798621343, -16.5000057180391);
        assertThat(tile.bounds().crossesDateLine()).isTrue();
        RgbImage picture = Collected.picture(tile);
        assertThat(Collected.level(picture, 0.5, 0.5, 0)).isCloseTo(31.5 * SLOPE, within(3.0));
    }

    /**
     * Columns and rows are what
     * {@code echo LON LAT | gdaltransform -s_srs EPSG:4326 -t_srs EPSG:32632} gives for the points at one and three quarters of the bounds,
     * less the fixture's corner, over the size of a pixel.
     */
    @ParameterizedTest
    @CsvSource({"deflate-strips, 0.25, 0.25, 15.724, 16.290", "deflate-strips, 0.75, 0.25, 47.710, 15.724",
        "deflate-strips, 0.25, 0.75, 16.290, 48.276", "deflate-strips, 0.75, 0.75, 48.276, 47.710",
        "south-up, 0.25, 0.25, 15.724, 47.710", "south-up, 0.75, 0.75, 48.276, 16.290",
        "web-mercator, 0.25, 0.25, 16.053, 16.005", "web-mercator, 0.75, 0.75, 47.947, 47.995"})
    void showsTheGroundOfItsBoundsWithNorthUp(String name, double x, double y, double column, double row)
            throws Exception {
        RgbImage picture = Collected.picture(Collected.of(Fixture.of(name), 32, 0).only());
        assertThat(picture.width()).isEqualTo(64);
        assertThat(Collected.level(picture, x, y, 0)).isCloseTo((column - 0.5) * SLOPE, within(2.0));
        assertThat(Collected.level(picture, x, y, 1)).isCloseTo((row - 0.5) * SLOPE, within(2.0));
    }

    @Test
    void turnsATurnedPictureUpright() throws Exception {
        RgbImage picture = Collected.picture(Collected.of(Fixture.of("turned"), 32, 0).only());
        // One metre to the east is 0.4 / 0.25 columns and 0.3 / 0.25 rows, to the north 1.2 columns and −1.6 rows; 8 metres are a quarter.
        assertThat(Collected.level(picture, 0.75, 0.5, 0)).isCloseTo((32 + 8 * 1.6 - 0.5) * SLOPE, within(4.0));
        assertThat(Collected.level(picture, 0.75, 0.5, 1)).isCloseTo((32 + 8 * 1.2 - 0.5) * SLOPE, within(4.0));
        assertThat(Collected.level(picture, 0.5, 0.25, 0)).isCloseTo((32 + 8 * 1.2 - 0.5) * SLOPE, within(4.0));
        assertThat(Collected.level(picture, 0.5, 0.25, 1)).isCloseTo((32 - 8 * 1.6 - 0.5) * SLOPE, within(4.0));
        // Its corners lie outside; they have the colour of nothing.
        assertThat(Collected.level(picture, 0.03, 0.03, 2)).isCloseTo(104, within(3.0));
    }

    @Test
    void neighboursShareTheOverlapAndNothingElse() throws Exception {
        List<NewTile> apart = Collected.of(Fixture.of("cog"), 16, 0).list();
        assertThat(apart).hasSize(4);
        BoundingBox northWest = apart.get(0).bounds();
        assertThat(apart.get(1).bounds().west()).isCloseTo(northWest.east(), within(1e-7));
        assertThat(apart.get(2).bounds().north()).isCloseTo(northWest.south(), within(1e-7));
        List<NewTile> half = Collected.of(Fixture.of("cog"), 16, 0.5).list();
        assertThat(half).hasSize(9);
        assertThat(half.get(1).bounds().west()).isCloseTo(half.get(0).center().longitude(), within(1e-7));
    }

    private static void assertBounds(NewTile tile, double west, double south, double east, double north) {
        BoundingBox bounds = tile.bounds();
        assertThat(bounds).isNotNull();
        assertThat(new GeoPoint(bounds.south(), bounds.west()).distanceTo(new GeoPoint(south, west)))
                .isLessThan(CENTIMETRE);
        assertThat(new GeoPoint(bounds.north(), bounds.east()).distanceTo(new GeoPoint(north, east)))
                .isLessThan(CENTIMETRE);
    }
}
