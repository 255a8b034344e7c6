package dev.geofix.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.geofix.testing.Pictures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ImageMemoryTest {
    private static final DataSize LIMIT = DataSize.ofKilobytes(400);

    @Test
    void turnsAwayWhatFindsNoRoomInTime() {
        ImageMemory memory = memory(Duration.ofMillis(1));
        ImageMemory.Share first = memory.encoded(60 * 1024);
        assertThatExceptionOfType(EncoderBusyException.class).isThrownBy(() -> memory.encoded(60 * 1024))
                .satisfies(busy -> assertThat(busy.retryAfter()).isPositive());
        first.close();
        memory.encoded(60 * 1024).close();
        assertThat(memory.held()).isZero();
    }

    @Test
    void whatWaitsHasItsTurn() {
        ImageMemory memory = memory(Duration.ofMinutes(1));
        ImageMemory.Share first = memory.encoded(60 * 1024);
        CompletableFuture<ImageMemory.Share> second = CompletableFuture.supplyAsync(() -> memory.encoded(60 * 1024));
        await().until(() -> memory.waiting() == 1);
        first.close();
        second.join().close();
        assertThat(memory.held()).isZero();
    }

    @Test
    void anImageAboveTheLimitIsTakenAlone() {
        ImageMemory memory = memory(Duration.ofMillis(1));
        byte[] large = Pictures.png(Pictures.picture(1, 400));
        try (ImageMemory.Share alone = memory.pixels(large)) {
            assertThatExceptionOfType(EncoderBusyException.class)
                    .isThrownBy(() -> memory.pixels(Pictures.png(Pictures.picture(2, 8))));
            // Who holds pixels never waits for this, nor the other way round.
            memory.encoded(1).close();
        }
        assertThat(memory.held()).isZero();
    }

    @Test
    void countsPixelsAndNotBytes() {
        ImageMemory memory = memory(Duration.ofMillis(1));
        try (ImageMemory.Share picture = memory.pixels(Pictures.png(Pictures.picture(1, 128)))) {
            assertThat(memory.held()).isEqualTo(128 * 128 * 8);
        }
        try (ImageMemory.Share none = memory.pixels(new byte[10])) {
            assertThat(memory.held()).isLessThan(2048);
        }
    }

    private static ImageMemory memory(Duration patience) {
        return new ImageMemory(new ImageMemory.Settings(LIMIT, patience));
    }
}
