package dev.geofix.vectorindex;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work done in slices of a fraction of a second on somebody's executor, one slice at a time, so that many indexes share a thread fairly. After
 * a failure it rests for a minute.
 */
final class BackgroundWork {
    private static final Logger log = LoggerFactory.getLogger(BackgroundWork.class);
    private static final long SLICE_NANOS = 200_000_000;
    private static final long REST_NANOS = 60_000_000_000L;

    private final Executor executor;
    private final BooleanSupplier wanted;
    private final Slice slice;
    private final AtomicBoolean awake = new AtomicBoolean();
    private final ReentrantLock working = new ReentrantLock();
    private volatile boolean stopped;
    private volatile long restsUntil = System.nanoTime();

    /**
     * @param wanted whether there is anything to do; cheap
     * @param slice does some of it
     */
    BackgroundWork(Executor executor, BooleanSupplier wanted, Slice slice) {
        this.executor = executor;
        this.wanted = wanted;
        this.slice = slice;
    }

    /** Called after each change; costs next to nothing when there is nothing to do. */
    void wake() {
        if (isWanted() && awake.compareAndSet(false, true)) {
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException e) {
                // the service ends; what is left undone is done after the next start
                awake.set(false);
            }
        }
    }

    boolean isStopped() {
        return stopped;
    }

    /** Lets no further slice begin and waits for the one that runs, which is asked to end. */
    void stop() {
        stopped = true;
        working.lock();
        working.unlock();
    }

    private boolean isWanted() {
        return !stopped && System.nanoTime() - restsUntil >= 0 && wanted.getAsBoolean();
    }

    private void run() {
        working.lock();
        try {
            long end = System.nanoTime() + SLICE_NANOS;
            if (isWanted()) {
                slice.work(() -> stopped || System.nanoTime() - end >= 0);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            restsUntil = System.nanoTime() + REST_NANOS;
            log.error("The upkeep of an index failed and rests for a minute; searches stay right, but may be slower",
                    e);
        } finally {
            working.unlock();
            awake.set(false);
        }
        wake();
    }

    @FunctionalInterface
    interface Slice {
        /** @param timeIsUp asked every few milliseconds */
        void work(BooleanSupplier timeIsUp);
    }
}
