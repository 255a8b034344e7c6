package dev.geofix.jobs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Passes on what a command says of its progress in a file of lines {@code {"done": 3, "total": 8, "message": "…"}}, the last line counting. */
public final class ProgressReader {
    /** Longer than any line. */
    private static final int TAIL = 4096;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final String prefix;
    private long read = -1;

    /** @param prefix of the messages, which says what kind of work this is */
    public ProgressReader(Path file, String prefix) {
        this.file = file;
        this.prefix = prefix;
    }

    /** Reports the last complete line if it is new. */
    public void report(JobContext context) {
        if (!Files.exists(file)) {
            return;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long length = in.length();
            if (length == read) {
                return;
            }
            read = length;
            byte[] tail = new byte[(int) Math.min(TAIL, length)];
            in.seek(length - tail.length);
            in.readFully(tail);
            String[] lines = new String(tail, StandardCharsets.UTF_8).split("\n", -1);
            if (lines.length > 1) {
                JsonNode last = JSON.readTree(lines[lines.length - 2]);
                context.progress(last.path("done").asLong(), last.path("total").asLong(),
                        prefix + last.path("message").asString(""));
            }
        } catch (JacksonException e) {
            // The next line will do.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
