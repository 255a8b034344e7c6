package dev.geofix.inference;

import dev.geofix.imaging.ImageFormat;
import dev.geofix.platform.UserException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Bounds the memory of all images in flight: whoever wants to read one says first how much it takes, and waits for its turn. A quarter is for encoded images and the
 * rest for pixels, so that nobody who holds what others wait for waits for what they hold.
 */
@Component
public class ImageMemory {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final long BLOCK = 1024;
    /** A decoded picture of up to four bytes a pixel, the same in three, and what is between them. */
    private static final long PIXEL_BYTES = 8;

    private final Duration maxWait;
    private final int encodedBlocks;
    private final int pixelBlocks;
    private final Semaphore encoded;
    private final Semaphore pixels;

    ImageMemory(Settings settings) {
        maxWait = settings.patience();
        encodedBlocks = blocks(settings.limit().toBytes() / 4);
        pixelBlocks = blocks(settings.limit().toBytes() - settings.limit().toBytes() / 4);
        encoded = new Semaphore(encodedBlocks, true);
        pixels = new Semaphore(pixelBlocks, true);
    }

    /** Memory that is held until it is closed. */
    public interface Share extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * For bytes that are about to be read.
     *
     * @throws EncoderBusyException when there is no room within the time that the settings allow
     */
    public Share encoded(long bytes) {
        return take(encoded, Math.min(encodedBlocks, blocks(bytes)));
    }

    /**
     * For the pixels of a picture that is about to be decoded, by what its header says.
     *
     * @throws EncoderBusyException as above
     */
    public Share pixels(byte[] picture) {
        long count = ImageFormat.Header.of(picture).map(header -> (long) header.size().width * header.size().height)
                .orElse(0L);
        return take(pixels,
                Math.min(pixelBlocks, blocks(count > Long.MAX_VALUE / PIXEL_BYTES ? count : count * PIXEL_BYTES)));
    }

    private Share take(Semaphore from, int blocks) {
        try {
            if (from.tryAcquire(blocks, maxWait.toNanos(), TimeUnit.NANOSECONDS)) {
                return () -> from.release(blocks);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new EncoderBusyException(waiting() + " images wait for memory already", RETRY_AFTER);
    }

    /** Images that wait for memory. */
    int waiting() {
        return encoded.getQueueLength() + pixels.getQueueLength();
    }

    /** Bytes that images hold. */
    long held() {
        return BLOCK * (encodedBlocks + pixelBlocks - encoded.availablePermits() - pixels.availablePermits());
    }

    private static int blocks(long bytes) {
        return (int) Math.clamp((bytes + BLOCK - 1) / BLOCK, 1, Integer.MAX_VALUE / 2);
    }

    /**
     * How much memory images may take while they are worked on.
     *
     * @param limit of all of them together, encoded and decoded; 0 means half of the Java heap. What one image needs above it, it gets alone
     * @param patience how long an image waits for memory before it is turned away with 503
     */
    @ConfigurationProperties("geofix.image.memory")
    public record Settings(@DefaultValue("0") DataSize limit, @DefaultValue("10s") Duration patience) {
        public Settings {
            if (limit.isNegative() || patience.isNegative()) {
                throw new UserException(
                        "geofix.image.memory needs a limit and a patience that are not negative");
            }
            limit = limit.toBytes() == 0 ? DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 2) : limit;
        }
    }
}
