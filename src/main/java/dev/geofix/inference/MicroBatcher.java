package dev.geofix.inference;

import dev.geofix.platform.telemetry.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Runs a batch function on threads of its own over what waits: a lone image goes at once, and images that came while a batch was
 * under way go together in the next. The threads are platform threads, because the engine keeps state in native thread-locals.
 */
final class MicroBatcher implements AutoCloseable {
    /** Values of each image's planes to values of its descriptor, in order. */
    interface BatchFunction {
        List<float[]> apply(List<float[]> planes);
    }

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final BatchFunction function;
    private final ModelSettings settings;
    private final EncoderMetrics metrics;
    private final ImageQueue queue;
    private final List<Thread> threads;

    MicroBatcher(String name, BatchFunction function, ModelSettings settings, EncoderMetrics metrics) {
        this.function = function;
        this.settings = settings;
        this.metrics = metrics;
        this.queue = new ImageQueue(settings.queue());
        this.threads = IntStream.range(0, settings.forwards())
                .mapToObj(i -> Thread.ofPlatform().daemon().name(name + "-" + i).start(this::work)).toList();
    }

    /** Answers in order; all at once in the queue, {@link ModelSettings#maxBatch} at a time. */
    List<float[]> apply(List<float[]> planes) {
        List<float[]> answers = new ArrayList<>(planes.size());
        for (int from = 0; from < planes.size(); from += settings.maxBatch()) {
            int to = Math.min(planes.size(), from + settings.maxBatch());
            // Turning away is for who arrives; a long list that has begun waits for room like everybody before it.
            long waitNanos = from == 0 ? 0 : settings.maxWait().toNanos();
            answers.addAll(applyPiece(planes.subList(from, to).stream().map(WaitingImage::of).toList(), waitNanos));
        }
        return answers;
    }

    private List<float[]> applyPiece(List<WaitingImage> images, long waitNanos) {
        try {
            if (!queue.put(images, waitNanos)) {
                throw busy(images.size());
            }
            long deadline = System.nanoTime() + settings.maxWait().toNanos();
            List<float[]> answers = new ArrayList<>(images.size());
            for (WaitingImage image : images) {
                answers.add(answer(image, images, deadline));
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The network failed on a batch: " + e.getCause(), e.getCause());
        } finally {
            queue.remove(images);
        }
    }

    /** What the network has begun is waited for: giving it up would waste it, and a slow network would never end a list. */
    private float[] answer(WaitingImage image, List<WaitingImage> all, long deadline)
            throws InterruptedException, ExecutionException {
        try {
            return image.answer().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (queue.removeUntouched(all)) {
                throw busy(all.size());
            }
            return image.answer().get();
        }
    }

    int waiting() {
        return queue.size();
    }

    private EncoderBusyException busy(int images) {
        metrics.rejected().increment(images);
        return busy();
    }

    private EncoderBusyException busy() {
        return new EncoderBusyException(queue.size() + " images wait for the network already", RETRY_AFTER);
    }

    private void work() {
        for (List<WaitingImage> batch = queue.take(settings.maxBatch()); !batch.isEmpty(); batch = queue
                .take(settings.maxBatch())) {
            long now = System.nanoTime();
            batch.forEach(image -> metrics.queueWait().record(now - image.since(), TimeUnit.NANOSECONDS));
            metrics.batchSize().record(batch.size());
            answer(batch);
            metrics.pass().record(System.nanoTime() - now, TimeUnit.NANOSECONDS);
        }
    }

    private void answer(List<WaitingImage> batch) {
        try {
            List<float[]> answers = function.apply(batch.stream().map(WaitingImage::planes).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer().complete(answers.get(i));
            }
        } catch (Throwable failure) {
            // The thread must outlive any failure, or everybody behind would wait for ever.
            batch.forEach(image -> image.answer().completeExceptionally(failure));
        }
    }

    /** Serves who waits, then ends the threads. */
    @Override
    public void close() {
        queue.close();
        for (Thread thread : threads) {
            try {
                thread.join(settings.maxWait());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The bounded line before the network. Whoever takes gets all that waits, up to a batch, without waiting for more. */
    private static final class ImageQueue {
        private final int capacity;
        private final ArrayDeque<WaitingImage> waiting = new ArrayDeque<>();
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition filled = lock.newCondition();
        private final Condition freed = lock.newCondition();
        private boolean closed;

        ImageQueue(int capacity) {
            this.capacity = capacity;
        }

        /**
         * Puts all images in, or none.
         *
         * @param waitNanos how long to wait for room
         * @return false when there is no room in time, or the queue is closed
         */
        boolean put(Collection<WaitingImage> images, long waitNanos) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long left = waitNanos;
                while (!closed && waiting.size() + images.size() > capacity) {
                    if (left <= 0) {
                        return false;
                    }
                    left = freed.awaitNanos(left);
                }
                if (closed) {
                    return false;
                }
                waiting.addAll(images);
                filled.signal();
                return true;
            } finally {
                lock.unlock();
            }
        }

        /** The next images, at most {@code most}; none once the queue is closed and empty. */
        List<WaitingImage> take(int most) {
            lock.lock();
            try {
                while (waiting.isEmpty() && !closed) {
                    filled.awaitUninterruptibly();
                }
                List<WaitingImage> batch = new ArrayList<>();
                while (batch.size() < most && !waiting.isEmpty()) {
                    batch.add(waiting.removeFirst());
                }
                if (!waiting.isEmpty()) {
                    filled.signal();
                }
                freed.signalAll();
                return batch;
            } finally {
                lock.unlock();
            }
        }

        /** Takes back what nobody waits for any more. */
        void remove(Collection<WaitingImage> images) {
            lock.lock();
            try {
                waiting.removeAll(images);
                freed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** Takes images back if none of them has been taken yet. */
        boolean removeUntouched(Collection<WaitingImage> images) {
            lock.lock();
            try {
                if (!waiting.containsAll(images)) {
                    return false;
                }
                waiting.removeAll(images);
                freed.signalAll();
                return true;
            } finally {
                lock.unlock();
            }
        }

        int size() {
            lock.lock();
            try {
                return waiting.size();
            } finally {
                lock.unlock();
            }
        }

        /** Lets nobody in any more; who waits is still served. */
        void close() {
            lock.lock();
            try {
                closed = true;
                filled.signalAll();
                freed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** An image in the queue: its planes, and where its descriptor's values go. */
    private record WaitingImage(float[] planes, long since, CompletableFuture<float[]> answer) {
        static WaitingImage of(float[] planes) {
            return new WaitingImage(planes, System.nanoTime(), new CompletableFuture<>());
        }
    }

    /** What the encoder counts. */
    record EncoderMetrics(DistributionSummary batchSize, Timer pass, Timer queueWait, Counter rejected) {
        static EncoderMetrics in(MeterRegistry registry) {
            return new EncoderMetrics(Metric.EMBED_BATCH_SIZE.summary(registry), Metric.EMBED_PASS.timer(registry),
                    Metric.EMBED_QUEUE_WAIT.timer(registry), Metric.EMBED_REJECTED.counter(registry));
        }
    }
}
