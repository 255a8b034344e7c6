package dev.geofix.network;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The one door to the engine's forward passes, which share the cores that it uses. A pass on several of them has threads that spin where they wait for each other; two such side by side on the same
 * cores take many times as long as one after the other. Passes on one core each do not wait for anybody.
 */
public final class EngineBulkhead {
    /** Cores of a pass that uses several; as many permits are one such pass. */
    private static final int CORES = EngineThreads.perPass();
    private static final Semaphore PERMITS = new Semaphore(CORES, true);
    private static int passes = 1;

    private EngineBulkhead() {}

    /** Lets so many passes in side by side from now on; never fewer than before. */
    public static synchronized void allow(int most) {
        if (most > passes) {
            PERMITS.release((most - passes) * CORES);
            passes = most;
        }
    }

    /** Waits for its turn, then runs on the calling thread. */
    public static <T> T pass(Supplier<T> forward) {
        return pass(CORES, forward);
    }

    /** The same on a thread whose passes use one core, see {@link EngineThreads#oneOnThisThread}; as many side by side as a pass has cores. */
    public static <T> T passOnOneCore(Supplier<T> forward) {
        return pass(1, forward);
    }

    private static <T> T pass(int cores, Supplier<T> forward) {
        PERMITS.acquireUninterruptibly(cores);
        try {
            return forward.get();
        } finally {
            PERMITS.release(cores);
        }
    }
}
