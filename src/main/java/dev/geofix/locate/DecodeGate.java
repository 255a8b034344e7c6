package dev.geofix.locate;

import dev.geofix.image.ImageDecoder;
import dev.geofix.image.RgbImage;
import dev.geofix.model.EncoderBusyException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Decodes no more photos at once than there are cores. A decoded photo takes hundreds of megabytes at worst, and the web server's
 * virtual threads would decode any number of them side by side.
 */
@Component
class DecodeGate {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ImageDecoder decoder;
    private final Semaphore permits = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    DecodeGate(ImageDecoder decoder) {
        this.decoder = decoder;
    }

    /** @throws EncoderBusyException when too many photos wait already */
    RgbImage decode(byte[] encoded) {
        try {
            if (!permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new EncoderBusyException(permits.getQueueLength(), RETRY_AFTER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EncoderBusyException(permits.getQueueLength(), RETRY_AFTER);
        }
        try {
            return decoder.decode(encoded);
        } finally {
            permits.release();
        }
    }
}
