package dev.geofix.vectorindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SearchPlannerTest {
    private final SearchPlanner planner = SearchPlanner.DEFAULT;

    @Test
    void aSmallGraphIsSearchedAtOneBreadthAndALargeOneWider() {
        assertThat(planner.breadth(10, 1, 20_000)).isEqualTo(300);
        assertThat(planner.breadth(10, 1, 100_000)).isEqualTo(300);
        assertThat(planner.breadth(10, 1, 1_000_000)).isCloseTo(949, within(1.0));
    }

    @Test
    void aFilterMakesItWiderStillUntilAScanIsCheaper() {
        assertThat(planner.breadth(10, 0.1, 100_000)).isEqualTo(3000);
        assertThat(planner.prefersGraph(10, 1, 1_000_000, 1_000_000)).isTrue();
        assertThat(planner.prefersGraph(10, 0.5, 1_000_000, 1_000_000)).isTrue();
        assertThat(planner.prefersGraph(10, 0.01, 1_000_000, 1_000_000)).isFalse();
        assertThat(planner.prefersGraph(10, 1, 30_000, 30_000)).isFalse();
    }

    @Test
    void asksNoGraphThatIsNotThere() {
        assertThat(planner.prefersGraph(10, 1, 1_000_000, 0)).isFalse();
        assertThat(planner.prefersGraph(10, 0, 1_000_000, 1_000_000)).isFalse();
    }

    @Test
    void numbersThatAreTriedHoldAtAnySize() {
        assertThat(planner.atBreadth(100, 600).breadth(10, 1, 1_000_000)).isEqualTo(600);
    }
}
