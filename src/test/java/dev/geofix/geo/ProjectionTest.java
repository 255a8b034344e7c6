package dev.geofix.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The expected degrees are those of PROJ, as {@code echo X Y | gdaltransform -s_srs EPSG:CODE -t_srs EPSG:4326 -output_xy} of GDAL 3.6.2
 * prints them.
 */
class ProjectionTest {
    private static final double CENTIMETRE = 0.01;

    @ParameterizedTest
    @CsvSource({"32618, 101985, 2826915, -78.958649965394, 25.5060873856566",
        "32621, 639014.949, 8019284.949, -52.9162752630247, 72.2297979522337",
        "32733, 287654.32, 6244321.5, 12.7029696481619, -33.9201499967136",
        "32631, 833978.55, 0, 5.99999993790234, 0",
        "3857, 14321853.116, 4533021.525, 128.655395510176, 37.6707773698677",
        "25832, 691608.5, 5334764.25, 11.5755663243309, 48.1372565179927",
        "26910, 545123.4, 5185432.1, -122.408443925752, 46.8209048881097",
        "2154, 652381.27, 6862047.12, 2.35100274300084, 48.8567001808245", "3035, 4321000, 3210000, 10, 52",
        "2263, 987654.3, 212345.6, -73.9877134298521, 40.7495154823566",
        "3413, -1200000.5, -800000.25, -101.309935228624, 76.7435157647096",
        "32761, 2300000, 1500000, 149.036243467926, -84.7515417339961",
        "28355, 334567.8, 5812345.6, 145.120385135107, -37.8213174017961",
        "2193, 1748735.5, 5427916.25, 174.776199422549, -41.2865020705499",
        "4326, -78.958649965394, 25.5060873856566, -78.958649965394, 25.5060873856566"})
    void agreesWithProjToACentimetre(int code, double x, double y, double longitude, double latitude) {
        Projection projection = Projection.ofEpsg(code);
        GeoPoint expected = new GeoPoint(latitude, longitude);
        GeoPoint found = projection.toGeo(x, y);
        assertThat(found.distanceTo(expected)).isLessThan(CENTIMETRE);
        double[] back = projection.fromGeo(found);
        double tolerance = projection.isGeographic() ? 1e-7 : CENTIMETRE;
        assertThat(back[0]).isCloseTo(x, within(tolerance));
        assertThat(back[1]).isCloseTo(y, within(tolerance));
    }

    @ParameterizedTest
    @CsvSource({"27700, 530000, 180000, -0.128353940479469, 51.5039908276338",
        "28992, 155000, 463000, 5.38720350841377, 52.1551723011922",
        "31370, 150000, 170000, 4.36875214090419, 50.8404112831179",
        "21781, 600000, 200000, 7.43863242087181, 46.9510827718711"})
    void shiftsAnOldDatumToAMetreOrTwo(int code, double x, double y, double longitude, double latitude) {
        assertThat(Projection.ofEpsg(code).toGeo(x, y).distanceTo(new GeoPoint(latitude, longitude))).isLessThan(2);
    }

    /** One of every thirty systems, at a place where PROJ has {@code benchmarks/projections.py} tell its coordinates. */
    @ParameterizedTest
    @CsvFileSource(resources = "projections.csv", delimiter = '\t')
    void placesEachKindOfSystemWhereProjDoes(String line) {
        assertThat(Projection.ofEpsg(Integer.parseInt(line.substring(0, line.indexOf(','))))).isNotNull();
        assertThat(EpsgCodesList.isPlacedRight(line)).isTrue();
    }

    /** The library has Israel 10 m off, the Brazilian polyconic 16 km, Peru in the northern hemisphere, and a datum of India by 190 m. */
    @ParameterizedTest
    @ValueSource(ints = {2039, 5880, 5388, 24047, 29872, 2244, 26814})
    void refusesASystemThatWouldBePlacedWrong(int code) {
        assertThatIllegalArgumentException().isThrownBy(() -> Projection.ofEpsg(code))
                .withMessageContaining("EPSG:" + code).withMessageContaining("not to a few metres");
    }

    @ParameterizedTest
    @ValueSource(ints = {3785, 900913, 102100, 102113})
    void knowsTheOldCodesOfWebMercator(int code) {
        assertThat(Projection.ofEpsg(code).toGeo(1000, 2000)).isEqualTo(Projection.ofEpsg(3857).toGeo(1000, 2000));
    }

    @Test
    void takesLongitudesFromNoughtToThreeHundredAndSixty() {
        assertThat(Projection.ofEpsg(4326).toGeo(190, 10)).isEqualTo(new GeoPoint(10, -170));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatIllegalArgumentException().isThrownBy(() -> Projection.ofEpsg(99_999))
                .withMessageContaining("EPSG:99999");
    }

    @Test
    void refusesAPlaceOffTheMap() {
        assertThatIllegalArgumentException().isThrownBy(() -> Projection.ofEpsg(4326).toGeo(0, 91));
        assertThatIllegalArgumentException().isThrownBy(() -> Projection.ofEpsg(32631).toGeo(1e300, Double.NaN));
    }
}
