package dev.geofix.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.geofix.inference.EncoderBusyException;
import dev.geofix.platform.telemetry.Metric;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhotoBulkheadTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PhotoBulkhead gate = new PhotoBulkhead(new LocateSettings(List.of(0.0), List.of(0.0), 1, 2), meters);

    @Test
    void oneTooManyIsTurnedAwayAtOnceAndCounted() {
        try (PhotoBulkhead.Permit first = gate.enter(); PhotoBulkhead.Permit second = gate.enter()) {
            assertThatExceptionOfType(EncoderBusyException.class).isThrownBy(gate::enter)
                    .satisfies(e -> assertThat(e.retryAfter()).isPositive());
        }
        assertThat(meters.get(Metric.LOCATE_TURNED_AWAY.id()).counter().count()).isEqualTo(1);
    }

    @Test
    void aPlaceThatIsLeftIsFreeAgain() {
        for (int i = 0; i < 10; i++) {
            try (PhotoBulkhead.Permit place = gate.enter()) {
                assertThat(place).isNotNull();
            }
        }
        assertThat(meters.get(Metric.LOCATE_TURNED_AWAY.id()).counter().count()).isZero();
    }
}
