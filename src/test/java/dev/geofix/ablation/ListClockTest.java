package dev.geofix.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListClockTest {
    @Test
    void knowsNothingBeforeTheFirstStep() {
        assertThat(new Ablation.ListClock(3).left()).isEqualTo("unknown");
    }

    @Test
    void runsToComeTakeAsLongAsTheOneUnderWay() {
        Ablation.ListClock clock = new Ablation.ListClock(3);
        clock.at(25, 100, 2);
        assertThat(clock.left()).isEqualTo("0:09:10");
    }

    @Test
    void runsToComeTakeAsLongAsThoseDoneOnAverage() {
        Ablation.ListClock clock = new Ablation.ListClock(3);
        clock.at(100, 100, 1);
        clock.next();
        clock.at(100, 100, 3);
        clock.next();
        assertThat(clock.left()).isEqualTo("0:03:20");
    }
}
