package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.training.PairSource.PairDraw;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SamplingTest {
    @Test
    void classBalancedTakesEachPlaceOnceAnEpoch() {
        int[] views = new int[701];
        Arrays.fill(views, 54);
        List<List<PairDraw>> batches = Sampling.CLASS_BALANCED.epoch(views, 32, new SplittableRandom(1));
        List<PairDraw> all = batches.stream().flatMap(List::stream).toList();
        assertThat(batches).hasSize(22).allMatch(batch -> batch.size() == 31 || batch.size() == 32);
        assertThat(all).hasSize(701).allMatch(pick -> pick.view() == PairDraw.ANY);
        assertThat(all.stream().map(PairDraw::place)).doesNotHaveDuplicates();
    }

    @Test
    void allPairsTakesEachDroneViewOnceAndNoPlaceTwiceInABatch() {
        int[] views = {1, 9, 3, 0, 5, 5, 5, 2};
        List<List<PairDraw>> batches = Sampling.ALL_PAIRS.epoch(views, 4, new SplittableRandom(2));
        List<PairDraw> all = batches.stream().flatMap(List::stream).toList();
        assertThat(all).hasSize(30).doesNotHaveDuplicates();
        assertThat(batches).hasSize(9).allSatisfy(
                batch -> assertThat(batch.stream().map(PairDraw::place)).doesNotHaveDuplicates().hasSizeBetween(3, 4));
    }

    @Test
    void epochsDiffer() {
        int[] views = new int[40];
        Arrays.fill(views, 1);
        assertThat(Sampling.ALL_PAIRS.epoch(views, 8, new SplittableRandom(1)))
                .isNotEqualTo(Sampling.ALL_PAIRS.epoch(views, 8, new SplittableRandom(2)));
    }
}
