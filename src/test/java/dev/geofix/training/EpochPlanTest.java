package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EpochPlanTest {
    @Test
    void classBalancedTakesEachPlaceOnceAnEpoch() {
        int[] views = new int[701];
        Arrays.fill(views, 54);
        EpochPlan plan = EpochPlan.draw(Sampling.CLASS_BALANCED, views, 32, new SplittableRandom(1));
        List<PairDraw> all = plan.batches().stream().flatMap(List::stream).toList();
        assertThat(plan.batches()).hasSize(22).allMatch(batch -> batch.size() == 31 || batch.size() == 32);
        assertThat(all).hasSize(701).allMatch(pick -> pick.view() == PairDraw.ANY);
        assertThat(all.stream().map(PairDraw::place)).doesNotHaveDuplicates();
    }

    @Test
    void allPairsTakesEachDroneViewOnceAndNoPlaceTwiceInABatch() {
        int[] views = {1, 9, 3, 0, 5, 5, 5, 2};
        EpochPlan plan = EpochPlan.draw(Sampling.ALL_PAIRS, views, 4, new SplittableRandom(2));
        List<PairDraw> all = plan.batches().stream().flatMap(List::stream).toList();
        assertThat(all).hasSize(30).doesNotHaveDuplicates();
        assertThat(plan.batches()).hasSize(9).allSatisfy(
                batch -> assertThat(batch.stream().map(PairDraw::place)).doesNotHaveDuplicates().hasSizeBetween(3, 4));
    }

    @Test
    void epochsDiffer() {
        int[] views = new int[40];
        Arrays.fill(views, 1);
        assertThat(EpochPlan.draw(Sampling.ALL_PAIRS, views, 8, new SplittableRandom(1)))
                .isNotEqualTo(EpochPlan.draw(Sampling.ALL_PAIRS, views, 8, new SplittableRandom(2)));
    }
}
