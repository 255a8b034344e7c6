package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.geofix.training.PairSource.PairDraw;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MixedPlacesTest {
    @Test
    void aBatchTakesItsShareFromEachSource() {
        PhotoPlaces one = new PhotoPlaces(List.of(PhotoPlacesTest.photo(null), PhotoPlacesTest.photo(null)), 0, 0);
        PhotoPlaces two = new PhotoPlaces(List.of(PhotoPlacesTest.photo(null), PhotoPlacesTest.photo(null)), 0, 0);
        MixedPlaces mixed = new MixedPlaces(List.of(new MixedPlaces.Part(one, 1), new MixedPlaces.Part(two, 3)));
        List<PairDraw> chosen = mixed.batch(8, 3, new Seeds(4));
        assertThat(chosen.stream().filter(pick -> pick.place() < one.places()).count()).isEqualTo(2);
        assertThat(chosen).hasSize(8);
        assertThat(mixed.places()).isEqualTo(one.places() + two.places());
    }

    @Test
    void refusesToTrainOnNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MixedPlaces(List.of()));
    }
}
