package dev.geofix.evaluation;

import dev.geofix.jobs.process.JobFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** {@code progress.jsonl}: a line at most every second, {@code {"done":n,"total":m,"message":"…"}}, in pictures of all methods together. */
final class ProgressWriter implements AutoCloseable {
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Writer writer;
    private long last;

    ProgressWriter(Path folder) throws IOException {
        writer = Files.newBufferedWriter(new JobFolder.Evaluation(Files.createDirectories(folder)).progress());
    }

    void at(long done, long total, String message) {
        long now = System.nanoTime();
        if (done < total && last != 0 && now - last < PAUSE) {
            return;
        }
        last = now;
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("done", done);
        line.put("total", total);
        line.put("message", message);
        try {
            writer.write(JsonMapper.shared().writeValueAsString(line) + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the progress cannot be written", e);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
