package dev.geofix.training;

import dev.geofix.training.BatchMaker.TrainingBatch;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes the batches of coming steps on threads of its own, so that the device does not wait for decoding and warping. */
public final class InputPipeline implements AutoCloseable {
    private final BatchMaker maker;
    private final ExecutorService threads;
    private final Queue<Future<TrainingBatch>> ahead = new ArrayDeque<>();
    private long nextStep;
    private final long lastStep;
    private long waitedNanos;

    /**
     * @param firstStep the step that the first batch is for
     * @param lastStep no batch is made for this step or a later one
     * @param threadCount batches in the making at once; as many again lie ready
     */
    public InputPipeline(BatchMaker maker, long firstStep, long lastStep, int threadCount) {
        this.maker = maker;
        this.nextStep = firstStep;
        this.lastStep = lastStep;
        threads = Executors.newFixedThreadPool(threadCount, Thread.ofPlatform().name("input-", 0).daemon().factory());
        for (int i = 0; i < 2 * threadCount; i++) {
            submit();
        }
    }

    private void submit() {
        if (nextStep < lastStep) {
            long step = nextStep++;
            ahead.add(threads.submit(() -> maker.make(step)));
        }
    }

    /** The next step's batch, in the order of the steps. */
    public TrainingBatch take() throws IOException, InterruptedException {
        Future<TrainingBatch> next = ahead.remove();
        submit();
        long start = System.nanoTime();
        try {
            return next.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } finally {
            waitedNanos += System.nanoTime() - start;
        }
    }

    /** Seconds that {@link #take} has waited for a batch so far. */
    public double waitedSeconds() {
        return waitedNanos / 1e9;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
