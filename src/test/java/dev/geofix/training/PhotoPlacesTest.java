package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.RgbImage;
import dev.geofix.training.PairSource.PairDraw;
import dev.geofix.training.PairSource.ViewPair;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PhotoPlacesTest {
    private static final GeoPoint HERE = new GeoPoint(10, 20);

    @Test
    void aBatchHasNoPlaceTwice() {
        PhotoPlaces places = new PhotoPlaces(List.of(photo(HERE), photo(HERE.offset(500, 0)), photo(null)), 100, 0.3);
        List<PairDraw> chosen = places.batch(12, 0, new Seeds(1));
        assertThat(chosen).hasSize(12).doesNotHaveDuplicates();
        assertThat(chosen).allMatch(pick -> pick.place() < places.places());
    }

    @Test
    void photosOfTheSameGroundDoNotMeetInABatch() {
        PhotoPlaces places = new PhotoPlaces(List.of(photo(HERE), photo(HERE.offset(30, 0))), 100, 0);
        int ofOnePhoto = places.places() / 2;
        for (long seed = 0; seed < 20; seed++) {
            List<PairDraw> chosen = places.batch(100, 0, new Seeds(seed));
            assertThat(chosen.stream().map(pick -> pick.place() / ofOnePhoto).distinct().count()).isEqualTo(1);
        }
    }

    @Test
    void theSameSeedDrawsTheSamePair() {
        PhotoPlaces places = new PhotoPlaces(List.of(photo(null)), 0, 0.5);
        assertThat(places.draw(PairDraw.any(3), 64, new SplittableRandom(9)))
                .isEqualTo(places.draw(PairDraw.any(3), 64, new SplittableRandom(9)));
    }

    @Test
    void bothViewsShowTheSameGround() {
        // A photo whose brightness grows to the right: both views of a square must have about its brightness.
        byte[] ramp = new byte[3 * 512 * 384];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (byte) (i / 3 % 512 / 2);
        }
        PhotoPlaces places = new PhotoPlaces(List.of(new FlightPhoto("ramp", new RgbImage(512, 384, ramp), null)), 0,
                1);
        for (int place = 0; place < places.places(); place++) {
            ViewPair pair = places.draw(PairDraw.any(place), 32, new SplittableRandom(place));
            assertThat(Math.abs(mean(pair.drone()) - mean(pair.satellite()))).isLessThan(50);
        }
    }

    private static double mean(RgbImage image) {
        long sum = 0;
        for (byte value : image.pixels()) {
            sum += value & 0xff;
        }
        return (double) sum / image.pixels().length;
    }

    static FlightPhoto photo(GeoPoint position) {
        byte[] pixels = new byte[3 * 400 * 300];
        new Random(3).nextBytes(pixels);
        return new FlightPhoto("noise", new RgbImage(400, 300, pixels), position);
    }
}
