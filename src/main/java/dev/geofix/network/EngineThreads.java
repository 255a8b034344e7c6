package dev.geofix.network;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/**
 * How many cores the engine uses for one pass. Several share the work of each operation, which answers one caller sooner; passes on one core each, side by side, do more in the same time, since
 * nobody waits for others at the end of each operation.
 */
public final class EngineThreads {
    private static final String WITHIN_AN_OPERATION = "ai.djl.pytorch.num_threads";
    private static final String BETWEEN_OPERATIONS = "ai.djl.pytorch.num_interop_threads";
    private static final int MOST = 4;

    private EngineThreads() {}

    /** Has no effect once the engine is loaded; what the command line says goes before. */
    public static void limit(int threads) {
        setIfAbsent(WITHIN_AN_OPERATION, Integer.toString(threads));
        setIfAbsent(BETWEEN_OPERATIONS, "1");
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Cores that a pass uses on threads of which nothing else is said. */
    public static int perPass() {
        return Math.max(1, Integer.getInteger(WITHIN_AN_OPERATION,
                Math.min(MOST, Runtime.getRuntime().availableProcessors())));
    }

    /** Passes on the calling platform thread use as many cores as the engine was told to, also if {@link #oneOnThisThread} is at work on another thread at this moment. */
    public static synchronized void allOnThisThread() {
        Engine.getInstance();
        JniUtils.getNumThreads();
    }

    /**
     * Passes on the calling platform thread use one core from now on. The engine keeps a number for each thread, and one for threads that come later, which asking for it takes over. It sets both at once;
     * the latter is put back by a thread that does nothing else.
     */
    public static synchronized void oneOnThisThread() {
        Engine.getInstance();
        int others = JniUtils.getNumThreads();
        if (others == 1) {
            return;
        }
        JniUtils.setNumThreads(1);
        JniUtils.getNumThreads();
        Thread back = Thread.ofPlatform().start(() -> JniUtils.setNumThreads(others));
        boolean isInterrupted = false;
        while (back.isAlive()) {
            try {
                back.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
