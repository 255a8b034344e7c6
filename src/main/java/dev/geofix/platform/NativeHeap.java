package dev.geofix.platform;

import java.util.Map;

/**
 * How GNU libc should treat the engine's memory. Left alone, it maps each large tensor anew and gives it back when it is freed, so that every pass of
 * the network pays for mapping and clearing the same pages again: two fifths of its time. The library reads these at the start of a process only.
 */
public final class NativeHeap {
    /** Environment variables of a process that runs networks; other C libraries do not know them. */
    public static final Map<String, String> ENVIRONMENT = Map.of(
            // All threads share one heap: the others give back whatever is freed whole.
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_MAX_", "0",
            "MALLOC_TRIM_THRESHOLD_", "4294967296",
            "MALLOC_TOP_PAD_", "67108864");

    private NativeHeap() {}

    /** Adds what the environment does not say itself. */
    public static void into(Map<String, String> environment) {
        ENVIRONMENT.forEach(environment::putIfAbsent);
    }
}
