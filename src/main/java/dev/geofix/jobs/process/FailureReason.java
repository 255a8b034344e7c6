package dev.geofix.jobs.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Puts into words why a command failed, also from what it printed last. */
public final class FailureReason {
    private static final String HEAP = "OutOfMemoryError";
    private static final String NATIVE = "can't allocate memory";
    private static final int TAIL_BYTES = 16_384;
    private static final int TAIL_LINES = 12;

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

    /** The last lines, {@value #TAIL_LINES} at most, of what the command has printed since it was last started. */
    public static String printed(ProcessCommand command) throws IOException {
        if (!Files.exists(command.output())) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(command.output().toFile(), "r")) {
            file.seek(Math.max(0, file.length() - TAIL_BYTES));
            byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            int first = 0;
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(command.startLine())) {
                    first = i + 1;
                }
            }
            return String.join("\n", lines.subList(Math.max(first, lines.size() - TAIL_LINES), lines.size()));
        }
    }
}
