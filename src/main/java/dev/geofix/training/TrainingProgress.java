package dev.geofix.training;

import dev.geofix.jobs.process.JobFolder;
import dev.geofix.training.TrainableModel.StepResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Writes what each step measured into the folder of the run, and some of it for a person. */
final class TrainingProgress {
    private static final int REPORT_EVERY = 10;

    private final MetricsLog metrics;
    private final long first;
    private final long steps;
    private final int epochSteps;
    private final Training.Log log;
    private final long start = System.nanoTime();
    private long images;

    /**
     * What a step measured.
     *
     * @param images views that went through the network
     * @param gradientNorm before clipping
     * @param seconds of the network and the optimiser, without waiting for the batch
     */
    record Measures(long step, int images, StepResult result, double gradientNorm, double rate, double seconds) {}

    /** @param first the step that the run goes on with; later lines of an interrupted run are dropped */
    TrainingProgress(JobFolder.Run run, long first, long steps, int epochSteps, Training.Log log) throws IOException {
        metrics = new MetricsLog(run.metrics());
        metrics.rewind(first);
        this.first = first;
        this.steps = steps;
        this.epochSteps = epochSteps;
        this.log = log;
    }

    /**
     * @param waited seconds that the network has waited for batches so far
     * @param validation further figures, by name
     */
    void report(Measures measured, double waited, Map<String, Object> validation) throws IOException {
        images += measured.images();
        double elapsed = (System.nanoTime() - start) / 1e9;
        double perStep = elapsed / (measured.step() - first + 1);
        double left = perStep * (steps - measured.step() - 1);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", measured.step());
        line.put("steps", steps);
        line.put("epoch", measured.step() / epochSteps);
        line.put("epochs", steps / epochSteps);
        line.put("loss", measured.result().loss());
        line.put("accuracy", measured.result().accuracy());
        line.put("gradientNorm", measured.gradientNorm());
        line.put("learningRate", measured.rate());
        line.put("networkSeconds", measured.seconds());
        line.put("secondsPerStep", perStep);
        line.put("imagesPerSecond", images / elapsed);
        line.put("waitShare", waited / elapsed);
        line.put("secondsLeft", Math.round(left));
        line.putAll(validation);
        metrics.append(line);
        log.at(measured.step() + 1, steps, perStep);
        if (measured.step() % REPORT_EVERY == 0 || measured.step() + 1 == steps) {
            log.say("step %d of %d  epoch %d  loss %.4f  batch recall@1 %.2f  %.2f s a step  %s left".formatted(
                    measured.step() + 1, steps, measured.step() / epochSteps + 1, measured.result().loss(),
                    measured.result().accuracy(), perStep, hours(left)));
        }
    }

    private static String hours(double seconds) {
        Duration left = Duration.ofSeconds(Math.round(seconds));
        return "%d:%02d:%02d".formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart());
    }

    /** What a training measures, a JSON object a line, appended as it happens: others read it while the training runs. */
    static final class MetricsLog {
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
}
