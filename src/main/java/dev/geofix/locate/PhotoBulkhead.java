package dev.geofix.locate;

import dev.geofix.inference.EncoderBusyException;
import dev.geofix.platform.telemetry.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * Lets in as many photos as can be answered soon, and turns the others away at once. Without it all of them would wait for a core to be decoded on, most to be
 * turned away behind that by a full queue, and those that are answered would be answered late.
 */
@Component
class PhotoBulkhead {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Semaphore permits;
    private final int most;
    private final Counter turnedAway;

    PhotoBulkhead(LocateSettings settings, MeterRegistry meters) {
        most = settings.parallel();
        permits = new Semaphore(most);
        turnedAway = Metric.LOCATE_TURNED_AWAY.counter(meters);
    }

    /** Held by one request until it is closed. */
    interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * To be called when the whole request has been read: a slow sender must hold no permit.
     *
     * @throws EncoderBusyException when no permit is free
     */
    Permit enter() {
        if (!permits.tryAcquire()) {
            turnedAway.increment();
            throw new EncoderBusyException("As many photos are looked at already as can be at once (" + most + ")",
                    RETRY_AFTER);
        }
        return permits::release;
    }
}
