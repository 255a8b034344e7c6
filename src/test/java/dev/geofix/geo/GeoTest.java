package dev.geofix.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeoTest {
    @ParameterizedTest
    @CsvSource({"NaN,0", "0,NaN", "90.1,0", "0,-180.1", "Infinity,0"})
    void refusesCoordinatesThatAreNoPlace(double latitude, double longitude) {
        assertThatIllegalArgumentException().isThrownBy(() -> new GeoPoint(latitude, longitude));
    }

    @Test
    void distanceFromParisToLondon() {
        // Known great-circle distance of the two city centres: 343.5 km.
        double meters = new GeoPoint(48.8566, 2.3522).distanceTo(new GeoPoint(51.5074, -0.1278));
        assertThat(meters).isCloseTo(343_556, within(200.0));
    }

    @Test
    void offsetAndDistanceAgreeAcrossTheDateLine() {
        GeoPoint start = new GeoPoint(-17, 179.9999);
        GeoPoint moved = start.offset(300, 400);
        assertThat(moved.longitude()).isNegative();
        assertThat(start.distanceTo(moved)).isCloseTo(500, within(0.1));
    }

    @Test
    void boxAcrossTheDateLineHoldsItsCentre() {
        BoundingBox box = BoundingBox.around(new GeoPoint(10, 180), 2000, 1000);
        assertThat(box.crossesDateLine()).isTrue();
        assertThat(box.contains(box.center())).isTrue();
        assertThat(box.contains(new GeoPoint(10, 0))).isFalse();
        assertThat(box.widthMeters()).isCloseTo(2000, within(0.5));
        assertThat(box.intersects(BoundingBox.around(new GeoPoint(10, -179.995), 100, 100))).isTrue();
    }

    @Test
    void tileBoundsAreThoseOfTheMapPyramid() {
        BoundingBox bounds = new MapTile(20, 256334, 369481).bounds();
        assertThat(bounds.north()).isCloseTo(46.84305098, within(1e-7));
        assertThat(bounds.south()).isCloseTo(46.84281615, within(1e-7));
        assertThat(bounds.west()).isCloseTo(-91.99470520, within(1e-7));
        assertThat(bounds.east()).isCloseTo(-91.99436188, within(1e-7));
    }

    @Test
    void aTileIsFoundByWhatItShows() {
        MapTile tile = new MapTile(20, 256334, 369481);
        assertThat(MapTile.column(tile.center().longitude(), 20)).isCloseTo(256334.5, within(1e-6));
        assertThat(MapTile.row(tile.center().latitude(), 20)).isCloseTo(369481.5, within(1e-6));
        assertThat(MapTile.row(90, 3)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(MapTile.row(-90, 3)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void rowsAreCountedFromTheSouthToo() {
        assertThat(MapTile.mirrored(2, 0)).isEqualTo(3);
        assertThat(MapTile.of(2, 1, MapTile.mirrored(2, 3))).isEqualTo(new MapTile(2, 1, 0));
    }

    @Test
    void refusesTilesOutsideThePyramid() {
        assertThatIllegalArgumentException().isThrownBy(() -> MapTile.of(30, 1L << 32, 0))
                .withMessage("zoom 30 has no such tile: columns and rows go from 0 to 1073741823");
        assertThatIllegalArgumentException().isThrownBy(() -> MapTile.of(30, 0, Long.MIN_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> new MapTile(1, 2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new MapTile(31, 0, 0));
    }

    @Test
    void readsPointsAndBoxesFromText() {
        assertThat(GeoPoint.valueOf("52.1, 4.3")).isEqualTo(new GeoPoint(52.1, 4.3));
        assertThat(BoundingBox.valueOf("4,52,4.5,52.5")).isEqualTo(new BoundingBox(4, 52, 4.5, 52.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,2,3", "1,2,3,4,5", "a,b,c,d", "NaN,1,2,3", "0,50,1,40"})
    void refusesTextThatIsNoBox(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> BoundingBox.valueOf(text));
    }

    @Test
    void aMapTileTellsWhereAPlaceLiesInIt() {
        MapTile tile = new MapTile(15, 16840, 10800);
        BoundingBox bounds = tile.bounds();
        assertThat(tile.across(bounds.west())).isCloseTo(0, within(1e-9));
        assertThat(tile.across(bounds.east())).isCloseTo(1, within(1e-9));
        assertThat(tile.down(bounds.north())).isCloseTo(0, within(1e-9));
        assertThat(tile.down(bounds.south())).isCloseTo(1, within(1e-9));
        assertThat(tile.down(tile.center().latitude())).isCloseTo(0.5, within(1e-9));
    }
}
