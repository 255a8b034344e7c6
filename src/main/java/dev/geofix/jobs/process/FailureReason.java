package dev.geofix.jobs.process;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Puts into words why a command failed. */
public final class FailureReason {
    private static final String HEAP = "OutOfMemoryError";
    private static final String NATIVE = "can't allocate memory";

    private FailureReason() {}

    /** When it ran out of memory by what it printed, or said itself: starting it again would end the same way. Null otherwise. */
    public static @Nullable String memory(String text, ProcessSettings settings) {
        if (text.contains(HEAP)) {
            return "It ran out of Java memory: its heap may have %d MB. Raise geofix.job.process.heap.".formatted(
                    DataSize.ofBytes(settings.heapBytes()).toMegabytes());
        }
        return text.contains(NATIVE)
                ? "The machine has no memory left for its tensors. Ask for less: smaller batches, a smaller input or a smaller "
                        + "backbone; or free memory and submit it again."
                : null;
    }

    /** When it vanished more often than it may. */
    static String vanished(int starts, String printed) {
        return "It ended %d times without saying why; most often the system ran out of memory. ".formatted(starts)
                + (printed.isBlank() ? "It printed nothing." : "It printed last:\n" + printed);
    }
}
