package dev.geofix.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Step after step until the configured last one: batch, loss, gradients, norm clip, update. After each epoch a checkpoint; a run
 * that is started again on its folder goes on from there and takes the same steps as if it had never stopped.
 */
final class TrainingLoop {
    private static final int REPORT_EVERY = 10;
    private static final int INPUT_THREADS = 2;

    private final Path run;
    private final TrainingConfig config;
    private final Trainee trainee;
    private final Optimizer optimizer;
    private final MetricsLog metrics;
    private final Consumer<String> progress;
    private final BooleanSupplier stopRequested;

    /** @param progress receives a line for a person every few steps */
    TrainingLoop(Path run, TrainingConfig config, Trainee trainee, Consumer<String> progress,
            BooleanSupplier stopRequested) {
        this.run = run;
        this.config = config;
        this.trainee = trainee;
        this.progress = progress;
        this.stopRequested = stopRequested;
        optimizer = new AdamW(trainee.manager(), trainee.groups());
        metrics = new MetricsLog(run.resolve("metrics.jsonl"));
    }

    /**
     * @return whether the last step was taken; false when a stop was requested before
     * @throws TrainingFailedException when the loss or a gradient is no number
     */
    boolean run(BatchMaker maker) throws IOException, InterruptedException {
        Files.createDirectories(run);
        long first = resume();
        Schedule schedule = Schedule.cosine(config.warmUpSteps(), config.steps(), 0.01);
        long start = System.nanoTime();
        try (InputPipeline input = new InputPipeline(maker, first, config.steps(), INPUT_THREADS)) {
            for (long step = first; step < config.steps(); step++) {
                if (stopRequested.getAsBoolean()) {
                    Checkpoint.save(run, step, config, trainee, optimizer);
                    return false;
                }
                Batch batch = input.take();
                Measures measured = step(batch, schedule.factor(step));
                report(measured, step - first + 1, Duration.ofNanos(System.nanoTime() - start), input);
                if ((step + 1) % config.epochSteps() == 0 || step + 1 == config.steps()) {
                    Checkpoint.save(run, step + 1, config, trainee, optimizer);
                }
            }
        }
        return true;
    }

    private record Measures(long step, StepResult result, double gradientNorm, double rate) {}

    private long resume() throws IOException {
        Optional<Checkpoint> checkpoint = Checkpoint.latest(run);
        if (checkpoint.isEmpty()) {
            metrics.rewind(0);
            return 0;
        }
        if (!checkpoint.get().config().equals(config)) {
            throw new IllegalArgumentException(
                    run + " holds a run with other settings; give the same, or another folder");
        }
        checkpoint.get().restore(trainee, optimizer);
        long step = checkpoint.get().step();
        metrics.rewind(step);
        progress.accept("going on at step " + step);
        return step;
    }

    private Measures step(Batch batch, double factor) {
        Gradients.zero(optimizer.groups());
        StepResult result = trainee.accumulate(batch);
        double norm = Gradients.clipNorm(trainee.manager(), optimizer.groups(), config.clipNorm());
        if (!Float.isFinite(result.loss()) || !Double.isFinite(norm)) {
            throw new TrainingFailedException(batch, result, norm);
        }
        optimizer.step(factor);
        return new Measures(batch.step(), result, norm, factor * config.learningRate());
    }

    private void report(Measures measured, long taken, Duration elapsed, InputPipeline input) throws IOException {
        double seconds = elapsed.toNanos() / 1e9 / taken;
        double left = seconds * (config.steps() - measured.step() - 1);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", measured.step());
        line.put("epoch", measured.step() / config.epochSteps());
        line.put("loss", measured.result().loss());
        line.put("accuracy", measured.result().accuracy());
        line.put("gradientNorm", measured.gradientNorm());
        line.put("learningRate", measured.rate());
        line.put("secondsPerStep", seconds);
        line.put("waitShare", input.waitedSeconds() / (seconds * taken));
        line.put("secondsLeft", Math.round(left));
        metrics.append(line);
        if (measured.step() % REPORT_EVERY == 0 || measured.step() + 1 == config.steps()) {
            progress.accept("step %d of %d  loss %.4f  batch recall@1 %.2f  %.2f s a step  %s left".formatted(
                    measured.step() + 1, config.steps(), measured.result().loss(), measured.result().accuracy(),
                    seconds, minutes(left)));
        }
    }

    private static String minutes(double seconds) {
        Duration left = Duration.ofSeconds(Math.round(seconds));
        return "%d:%02d:%02d".formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart());
    }
}
