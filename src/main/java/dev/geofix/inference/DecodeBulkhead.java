package dev.geofix.inference;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.Photo;
import dev.geofix.imaging.Resize;
import dev.geofix.imaging.RgbImage;
import dev.geofix.platform.telemetry.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Decodes no more pictures at once than there are cores. A decoded one takes hundreds of megabytes at worst, and the web server's
 * virtual threads would decode any number of them side by side.
 */
@Component
public class DecodeBulkhead {
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ImageDecoder decoder;
    private final ImageMemory memory;
    private final Semaphore permits = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final Counter rejected;

    @Autowired
    DecodeBulkhead(ImageDecoder decoder, ImageMemory memory, MeterRegistry meters) {
        this.decoder = decoder;
        this.memory = memory;
        rejected = Metric.DECODE_REJECTED.counter(meters);
        Metric.DECODE_WAITING.gauge(meters, () -> permits.getQueueLength() + memory.waiting());
    }

    /** For commands, which count nothing. */
    public DecodeBulkhead(ImageDecoder decoder) {
        this(decoder, new ImageMemory(new ImageMemory.Settings(DataSize.ofBytes(0), Duration.ofHours(1))),
                new SimpleMeterRegistry());
    }

    /**
     * Memory for an image of that many bytes, to be taken before it is read and held as long as it is.
     *
     * @throws EncoderBusyException when too many images hold memory already
     */
    public ImageMemory.Share reading(long bytes) {
        return counted(() -> memory.encoded(bytes));
    }

    /**
     * Memory for the pixels of an image, to be taken before {@link #decode} and held as long as its answer is.
     *
     * @throws EncoderBusyException as above
     */
    public ImageMemory.Share pixelsOf(byte[] encoded) {
        return counted(() -> memory.pixels(encoded));
    }

    /** @throws EncoderBusyException when too many photos wait already */
    public RgbImage decode(byte[] encoded) {
        return permitted(() -> decoder.decode(encoded));
    }

    /**
     * The same with what the photo says of itself.
     *
     * @throws EncoderBusyException as above
     */
    public Photo photo(byte[] encoded) {
        return permitted(() -> decoder.photo(encoded));
    }

    /** The whole picture as a square of so many pixels a side. */
    public RgbImage square(byte[] encoded, int side) {
        return scaled(encoded, image -> Resize.bicubic(image, side, side));
    }

    /**
     * What is made of the whole picture; the large one is gone before the next may come in.
     *
     * @throws EncoderBusyException as above
     */
    public <T> T scaled(byte[] encoded, Function<RgbImage, T> scaling) {
        try (ImageMemory.Share pixels = pixelsOf(encoded)) {
            return permitted(() -> scaling.apply(decoder.decode(encoded)));
        }
    }

    private ImageMemory.Share counted(Supplier<ImageMemory.Share> taking) {
        try {
            return taking.get();
        } catch (EncoderBusyException e) {
            rejected.increment();
            throw e;
        }
    }

    private EncoderBusyException busy() {
        return new EncoderBusyException(permits.getQueueLength() + " images wait to be decoded already", RETRY_AFTER);
    }

    private <T> T permitted(Supplier<T> decoding) {
        try {
            if (!permits.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                rejected.increment();
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return decoding.get();
        } finally {
            permits.release();
        }
    }
}
