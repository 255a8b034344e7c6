package dev.geofix.inference;

/** How many cores the engine uses for one pass. It reads that once, when it is loaded. */
final class EngineThreads {
    private static final String WITHIN_AN_OPERATION = "ai.djl.pytorch.num_threads";
    private static final String BETWEEN_OPERATIONS = "ai.djl.pytorch.num_interop_threads";

    private EngineThreads() {}

    /** Has no effect once the engine is loaded; what the command line says goes before. */
    static void limit(int threads) {
        setIfAbsent(WITHIN_AN_OPERATION, Integer.toString(threads));
        setIfAbsent(BETWEEN_OPERATIONS, "1");
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
