package dev.geofix.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemainingTimeTest {
    @Test
    void knowsNothingBeforeTheFirstStep() {
        assertThat(new Ablation.RemainingTime(3).left()).isEqualTo("unknown");
    }

    @Test
    void runsToComeTakeAsLongAsTheOneUnderWay() {
        Ablation.RemainingTime remaining = new Ablation.RemainingTime(3);
        remaining.at(25, 100, 2);
        assertThat(remaining.left()).isEqualTo("0:09:10");
    }

    @Test
    void runsToComeTakeAsLongAsThoseDoneOnAverage() {
        Ablation.RemainingTime remaining = new Ablation.RemainingTime(3);
        remaining.at(100, 100, 1);
        remaining.next();
        remaining.at(100, 100, 3);
        remaining.next();
        assertThat(remaining.left()).isEqualTo("0:03:20");
    }
}
