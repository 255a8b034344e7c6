package dev.geofix.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a training measures, a JSON object a line, appended as it happens: others read it while the training runs. */
final class MetricsLog {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;

    MetricsLog(Path file) {
        this.file = file;
    }

    void append(Map<String, Object> values) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(values) + "\n", StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Drops the lines from a step on: a resumed training writes them again. A line that is damaged goes too, no other. */
    void rewind(long step) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        List<String> kept = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (stepOf(line) < step) {
                kept.add(line);
            }
        }
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        Files.write(aside, kept);
        Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static long stepOf(String line) {
        try {
            return JSON.readTree(line).path("step").asLong(Long.MAX_VALUE);
        } catch (JacksonException e) {
            return Long.MAX_VALUE;
        }
    }
}
