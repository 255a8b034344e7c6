package dev.geofix.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.geofix.security.RateLimits.Cost;
import dev.geofix.security.RateLimits.TooManyRequestsException;
import io.github.bucket4j.TimeMeter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private long now;
    private final RateLimits limits = new RateLimits(new SecuritySettings.RateLimit(2, 0, 60, 1), new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void asManyAsTheLimitMayComeAtOnceAndTheNextOneIsToldWhenToComeBack() {
        limits.count("a", Cost.LOCATE);
        limits.count("a", Cost.LOCATE);
        assertThatExceptionOfType(TooManyRequestsException.class).isThrownBy(() -> limits.count("a", Cost.LOCATE))
                .withMessageContaining("2 photos a minute")
                .satisfies(e -> assertThat(e.retryAfterSeconds()).isEqualTo(30));
        now += TimeUnit.SECONDS.toNanos(30);
        assertThatNoException().isThrownBy(() -> limits.count("a", Cost.LOCATE));
    }

    @Test
    void othersAndOtherCostsAreNotConcerned() {
        limits.count("a", Cost.FAILED);
        assertThatNoException().isThrownBy(() -> {
            limits.count("b", Cost.FAILED);
            limits.count("a", Cost.WRITE);
        });
        assertThatExceptionOfType(TooManyRequestsException.class).isThrownBy(() -> limits.count("a", Cost.FAILED));
    }

    @Test
    void zeroMeansAnyNumber() {
        assertThatNoException().isThrownBy(() -> {
            for (int i = 0; i < 100_000; i++) {
                limits.count("a", Cost.READ);
            }
        });
    }

    @Test
    void addressesWithoutNumberTakeNoMemoryWithoutNumber() {
        for (int i = 0; i < RateLimits.MOST + 20_000; i++) {
            limits.count("address " + i, Cost.FAILED);
        }
        assertThat(limits.size()).isLessThanOrEqualTo(RateLimits.MOST);
    }
}
