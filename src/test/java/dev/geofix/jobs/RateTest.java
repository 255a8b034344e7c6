package dev.geofix.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.jobs.JobContext.Rate;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateTest {
    private final Rate rate = new Rate();

    @Test
    void isUnknownAtFirst() {
        assertThat(rate.update(0, 0)).isNull();
    }

    @Test
    void isTheItemsASecond() {
        rate.update(0, 0);
        assertThat(rate.update(TimeUnit.SECONDS.toNanos(2), 10)).isCloseTo(5, within(1e-9));
    }

    @Test
    void forgetsABurstOfSkippedItems() {
        rate.update(0, 0);
        rate.update(TimeUnit.SECONDS.toNanos(1), 10_000);
        Double last = null;
        for (int second = 2; second <= 120; second++) {
            last = rate.update(TimeUnit.SECONDS.toNanos(second), 10_000 + 20L * (second - 1));
        }
        assertThat(last).isCloseTo(20, within(0.5));
    }
}
