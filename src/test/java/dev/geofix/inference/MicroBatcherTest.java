package dev.geofix.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.geofix.inference.MicroBatcher.EncoderMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MicroBatcherTest {
    private final EncoderMetrics metrics = EncoderMetrics.in(new SimpleMeterRegistry());
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final MicroBatcher batcher = batcher(Duration.ofSeconds(10));

    @AfterEach
    void close() {
        gate.countDown();
        batcher.close();
    }

    @Test
    void answersInTheOrderAsked() {
        gate.countDown();
        List<float[]> images = IntStream.range(0, 11).mapToObj(i -> new float[]{i}).toList();
        assertThat(batcher.apply(images)).extracting(values -> (int) values[0]).containsExactly(0, 1, 2, 3, 4, 5, 6, 7,
                8, 9, 10);
    }

    @Test
    void whatWaitsGoesTogether() throws Exception {
        List<CompletableFuture<?>> callers = holdUp(4);
        gate.countDown();
        callers.forEach(CompletableFuture::join);
        assertThat(batches).containsExactly(1, 4);
    }

    @Test
    void turnsAwayWhatDoesNotFitIntoTheQueue() throws Exception {
        holdUp(4);
        assertThatExceptionOfType(EncoderBusyException.class).isThrownBy(() -> batcher.apply(List.of(new float[1])))
                .satisfies(e -> assertThat(e.retryAfter()).isPositive());
        assertThat(metrics.rejected().count()).isEqualTo(1);
    }

    @Test
    void anInterruptedCallerLeavesTheQueue() throws Exception {
        holdUp(3);
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                batcher.apply(List.of(new float[1]));
            } catch (EncoderBusyException expected) {
                // What the caller sees does not matter here.
            }
        });
        untilWaiting(4);
        caller.interrupt();
        caller.join();
        CompletableFuture<List<float[]>> next = CompletableFuture
                .supplyAsync(() -> batcher.apply(List.of(new float[1])));
        untilWaiting(4);
        gate.countDown();
        next.join();
        assertThat(batches).containsExactly(1, 4);
    }

    @Test
    void aWaitThatTakesTooLongEndsAndLeavesTheQueue() throws Exception {
        try (MicroBatcher impatient = batcher(Duration.ofSeconds(1))) {
            CompletableFuture<List<float[]>> held = CompletableFuture
                    .supplyAsync(() -> impatient.apply(List.of(new float[1])));
            entered.await();
            assertThatExceptionOfType(EncoderBusyException.class)
                    .isThrownBy(() -> impatient.apply(List.of(new float[1])));
            assertThat(impatient.waiting()).isZero();
            gate.countDown();
            held.join();
        }
    }

    @Test
    void whatTheNetworkHasBegunIsWaitedForHoweverSlowItIs() throws Exception {
        try (MicroBatcher impatient = batcher(Duration.ofSeconds(1))) {
            // More than a batch: when its time is up, some of it is inside and some waits.
            CompletableFuture<List<float[]>> images = CompletableFuture.supplyAsync(() -> impatient.apply(many(3)));
            entered.await();
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> images.get(2, TimeUnit.SECONDS));
            gate.countDown();
            assertThat(images.join()).hasSize(3);
        }
    }

    @Test
    void aFailedBatchFailsItsCallersAlone() {
        gate.countDown();
        assertThatIllegalStateException().isThrownBy(() -> batcher.apply(List.of(new float[]{-1})))
                .withMessageContaining("no such picture");
        assertThat(batcher.apply(List.of(new float[]{7})).getFirst()).containsExactly(7);
    }

    /** One image is held inside the function, then so many wait in the queue. */
    private List<CompletableFuture<?>> holdUp(int waiting) throws InterruptedException {
        CompletableFuture<?> first = CompletableFuture.runAsync(() -> batcher.apply(List.of(new float[1])));
        entered.await();
        CompletableFuture<?> rest = CompletableFuture.runAsync(() -> batcher.apply(many(waiting)));
        untilWaiting(waiting);
        return List.of(first, rest);
    }

    private void untilWaiting(int count) {
        while (batcher.waiting() < count) {
            Thread.onSpinWait();
        }
    }

    private static List<float[]> many(int count) {
        return IntStream.range(0, count).mapToObj(i -> new float[1]).toList();
    }

    private MicroBatcher batcher(Duration maxWait) {
        ModelSettings settings = new ModelSettings(4, 4, maxWait, 1, 1);
        return new MicroBatcher("test", this::echo, settings, metrics);
    }

    private List<float[]> echo(List<float[]> images) {
        batches.add(images.size());
        entered.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (images.getFirst()[0] < 0) {
            throw new IllegalArgumentException("no such picture");
        }
        return images;
    }
}
