package dev.geofix.jobs.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of what a command printed since it was last started. */
public final class PrintedTail {
    private static final int BYTES = 16_384;
    private static final int LINES = 12;

    private PrintedTail() {}

    /**
     * The last {@value #LINES} lines at most.
     *
     * @param start a text that stands in the line before the command's first
     */
    public static String of(Path output, String start) throws IOException {
        if (!Files.exists(output)) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(output.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - BYTES));
            byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            int first = 0;
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(start)) {
                    first = i + 1;
                }
            }
            return String.join("\n", lines.subList(Math.max(first, lines.size() - LINES), lines.size()));
        }
    }
}
