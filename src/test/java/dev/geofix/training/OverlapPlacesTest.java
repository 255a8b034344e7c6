package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.geo.GeoPoint;
import dev.geofix.training.PairSource.PairDraw;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OverlapPlacesTest {
    private static final GeoPoint HERE = new GeoPoint(10, 20);

    @Test
    void onlyAPhotoWithANeighbourIsAPlace() {
        OverlapPlaces places = new OverlapPlaces(List.of(PhotoPlacesTest.photo(HERE),
                PhotoPlacesTest.photo(HERE.offset(10, 0)), PhotoPlacesTest.photo(HERE.offset(900, 0)),
                PhotoPlacesTest.photo(null)), 25, 100);
        assertThat(places.places()).isEqualTo(2);
        assertThat(places.batch(10, 0, new Seeds(1))).hasSize(1);
        assertThat(places.draw(PairDraw.any(0), 32, new SplittableRandom(1)).drone().width()).isEqualTo(32);
    }
}
