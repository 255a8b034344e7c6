package dev.geofix.network;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The one door to the engine's forward passes. A pass uses several cores, and its threads spin where they wait for each other; two networks side by side on the same
 * cores take many times as long as one after the other.
 */
public final class EngineBulkhead {
    private static final Semaphore PERMITS = new Semaphore(1, true);
    private static int permits = 1;

    private EngineBulkhead() {}

    /** Lets so many passes in side by side from now on; never fewer than before. */
    public static synchronized void allow(int passes) {
        if (passes > permits) {
            PERMITS.release(passes - permits);
            permits = passes;
        }
    }

    /** Waits for its turn, then runs on the calling thread. */
    public static <T> T pass(Supplier<T> forward) {
        PERMITS.acquireUninterruptibly();
        try {
            return forward.get();
        } finally {
            PERMITS.release();
        }
    }
}
