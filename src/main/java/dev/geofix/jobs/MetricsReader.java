package dev.geofix.jobs;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows the file to which the work of a job appends a JSON object a line with a field {@code step}. A work that is resumed
 * cuts the file back and writes the steps since its checkpoint once more; the reader gives no step twice.
 */
public final class MetricsReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final @Nullable Path file;
    private long lastStep;
    private long position;
    private @Nullable Object identity;

    /**
     * @param file which may not be there yet; empty where nothing is measured
     * @param after the step that was read last; −1 begins with the first
     */
    public MetricsReader(Optional<Path> file, long after) {
        this.file = file.orElse(null);
        this.lastStep = after;
    }

    /**
     * The complete lines since the last call; none while there is no file.
     *
     * @param limit lines at most, at least 2: of more an evenly spread part, the last among them
     */
    public List<MetricLine> next(int limit) {
        Thinned<MetricLine> lines = new Thinned<>(limit);
        if (file == null) {
            return List.of();
        }
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (!Objects.equals(identity, now.fileKey()) || now.size() < position) {
                identity = now.fileKey();
                position = 0;
            }
            if (now.size() > position) {
                read(file, lines);
            }
        } catch (NoSuchFileException e) {
            position = 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return lines.items();
    }

    private void read(Path file, Thinned<MetricLine> lines) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.skipNBytes(position);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                position += line.size() + 1;
                accept(line.toByteArray(), lines);
                line.reset();
            }
        }
    }

    private void accept(byte[] line, Thinned<MetricLine> lines) {
        try {
            JsonNode values = JSON.readTree(line);
            long step = values.path("step").asLong(-1);
            if (step > lastStep) {
                lastStep = step;
                lines.add(new MetricLine(step, values));
            }
        } catch (JacksonException e) {
            // A line that a crash cut off; the work writes it again.
        }
    }

    /**
     * Keeps an evenly spread part of a sequence whose length nobody knows beforehand: each time the limit is passed every second item goes,
     * and from then on only every second is taken. The first item always stays, and the last.
     */
    static final class Thinned<T> {
        private final int limit;
        private List<T> kept = new ArrayList<>();
        private long seen;
        private long stride = 1;
        private @Nullable T last;

        /** @param limit items kept at most, at least 2 */
        Thinned(int limit) {
            this.limit = limit;
        }

        void add(T item) {
            last = null;
            if (seen++ % stride != 0) {
                last = item;
                return;
            }
            kept.add(item);
            // One place is the last item's.
            if (kept.size() >= limit) {
                List<T> half = new ArrayList<>();
                for (int i = 0; i < kept.size(); i += 2) {
                    half.add(kept.get(i));
                }
                last = kept.size() % 2 == 0 ? item : null;
                kept = half;
                stride *= 2;
            }
        }

        List<T> items() {
            List<T> items = new ArrayList<>(kept);
            if (last != null) {
                items.add(last);
            }
            return items;
        }
    }

    /**
     * What a training measured at one step.
     *
     * @param step counted from 0
     * @param values a JSON object, the step included
     */
    public record MetricLine(long step, JsonNode values) {}
}
