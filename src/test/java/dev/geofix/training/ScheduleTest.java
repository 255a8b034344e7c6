package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.training.Optimization.Schedule;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void risesOverTheWarmUpAndFallsToItsFloor() {
        Schedule schedule = Schedule.cosine(4, 104, 0.01);
        assertThat(schedule.factor(0)).isEqualTo(0.25);
        assertThat(schedule.factor(3)).isEqualTo(1);
        assertThat(schedule.factor(4)).isEqualTo(1);
        assertThat(schedule.factor(54)).isCloseTo(0.505, within(1e-9));
        assertThat(schedule.factor(104)).isCloseTo(0.01, within(1e-9));
        assertThat(schedule.factor(1000)).isCloseTo(0.01, within(1e-9));
    }

    @Test
    void thePapersRatesFallTenfoldAfterEpochs80And120Of200() {
        Schedule schedule = Recipe.PAPER.defaults().optimizer().over(200 * 22);
        assertThat(schedule.factor(80 * 22 - 1)).isEqualTo(1);
        assertThat(schedule.factor(80 * 22)).isCloseTo(0.1, within(1e-9));
        assertThat(schedule.factor(120 * 22)).isCloseTo(0.01, within(1e-9));
    }
}
