package dev.geofix.training;

import dev.geofix.platform.UserException;
import dev.geofix.training.BatchMaker.TrainingBatch;
import dev.geofix.training.Optimization.Schedule;
import dev.geofix.training.TrainableModel.StepResult;
import dev.geofix.training.TrainingProgress.Measures;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Step after step until the configured last one: batch, loss, gradients, norm clip, update. After each epoch a checkpoint; a run
 * that is started again on its folder goes on from there and takes the same steps as if it had never stopped.
 */
final class TrainingLoop {
    private final RunFolder run;
    private final TrainingConfig config;
    private final TrainableModel model;
    private final Optimizer optimizer;
    private final Training.Log log;
    private final BooleanSupplier stopRequested;
    private final int inputThreads;
    private final Validation validation;

    /**
     * @param log receives a line for a person every few steps
     * @param inputThreads that make batches ahead; they change nothing but the speed
     */
    TrainingLoop(RunFolder run, TrainableModel model, Validation validation, int inputThreads, Training.Log log,
            BooleanSupplier stopRequested) {
        this.validation = validation;
        this.run = run;
        this.config = run.description().settings();
        this.model = model;
        this.inputThreads = inputThreads;
        this.log = log;
        this.stopRequested = stopRequested;
        optimizer = config.optimizer().optimizer(model.manager(), model.groups());
    }

    /**
     * @return whether the last step was taken; false when a stop was requested before
     * @throws Training.DivergedException when the loss or a gradient is no number
     */
    boolean run(PairSource source) throws IOException, InterruptedException {
        int epochSteps = epochSteps(source);
        long steps = (long) config.epochs() * epochSteps;
        long first = resume();
        TrainingProgress progress = new TrainingProgress(run.files(), first, steps, epochSteps, log);
        Schedule schedule = config.optimizer().over(steps);
        long checkpointSteps = (long) epochSteps * config.checkpointEpochs();
        try (InputPipeline input = new InputPipeline(new BatchMaker(source, config), first, steps, inputThreads)) {
            for (long step = first; step < steps; step++) {
                if (stopRequested.getAsBoolean()) {
                    save(step);
                    return false;
                }
                Measures measured = step(input.take(), schedule.factor(step), source);
                progress.report(measured, input.waitedSeconds(), validated(step + 1, epochSteps));
                if ((step + 1) % checkpointSteps == 0 || step + 1 == steps) {
                    save(step + 1);
                }
            }
        }
        return true;
    }

    private Map<String, Object> validated(long done, int epochSteps) {
        return done % epochSteps == 0 && validation.isDueAfter(done / epochSteps)
                ? validation.measure(model.network(), config.input())
                : Map.of();
    }

    private int epochSteps(PairSource source) {
        int steps = config.epochSteps() > 0 ? config.epochSteps() : source.epochSteps(config.batch());
        if (steps == 0) {
            throw new UserException("these pictures have no epoch of their own; give epochSteps");
        }
        return steps;
    }

    private long resume() throws IOException {
        Optional<Checkpoint> checkpoint = Checkpoint.latest(run.files());
        if (checkpoint.isEmpty()) {
            return 0;
        }
        run.description().requireSame(checkpoint.get().description(), run.files().path());
        checkpoint.get().restore(model, optimizer);
        log.say("going on at step " + checkpoint.get().step());
        return checkpoint.get().step();
    }

    private void save(long step) throws IOException {
        Checkpoint.save(run.files(), step, run.description(), model, optimizer);
    }

    private Measures step(TrainingBatch batch, double factor, PairSource source) {
        long start = System.nanoTime();
        optimizer.zeroGradients();
        StepResult result = model.accumulate(batch);
        double norm = optimizer.clipGradients(config.optimizer().clipNorm());
        if (!Float.isFinite(result.loss()) || !Double.isFinite(norm)) {
            throw new Training.DivergedException(batch, source, result, norm);
        }
        optimizer.step(factor);
        return new Measures(batch.step(), 2 * batch.pairs(), result, norm, factor * config.optimizer().rate(),
                (System.nanoTime() - start) / 1e9);
    }
}
