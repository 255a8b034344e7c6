package dev.geofix.benchmark;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.network.TensorSource;
import dev.geofix.training.BatchMaker.TrainingBatch;
import dev.geofix.training.BatchMaker;
import dev.geofix.training.InputPipeline;
import dev.geofix.training.Optimizer;
import dev.geofix.training.PairOptions;
import dev.geofix.training.PairSource;
import dev.geofix.training.Recipe;
import dev.geofix.training.RunDescription;
import dev.geofix.training.TrainableModel;
import dev.geofix.training.TrainingConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code measure-training}: what a whole training step costs against its bare forward and backward pass. Both take turns in one process, so
 * that a busy machine slows both alike.
 */
@Command(name = "measure-training", mixinStandardHelpOptions = true, showDefaultValues = true, description = "Compares whole training steps with their bare forward and backward pass.")
public final class MeasureTrainingCommand implements Callable<Integer> {
    @Option(names = "--recipe", description = "${COMPLETION-CANDIDATES}")
    private Recipe recipe = Recipe.STRONG;

    @Option(names = "--set", paramLabel = "name=value", description = "changes a setting; repeatable")
    private Map<String, String> changes = new LinkedHashMap<>();

    @Option(names = "--rounds", description = "turns of each kind")
    private int rounds = 5;

    @Option(names = "--steps", description = "steps in a turn")
    private int steps = 10;

    @Option(names = "--input-threads", description = "threads that make batches ahead")
    private int inputThreads = 2;

    @Mixin
    private PairOptions data = new PairOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        TrainingConfig config = TrainingConfig.of(recipe, changes);
        PairSource source = data.source(new ImageDecoder(ImageLimits.DEFAULT), config, out::println);
        BatchMaker maker = new BatchMaker(source, config);
        RunDescription run = new RunDescription(config, data.names(), source.places(), null);
        out.println(
                "| round | bare forward and backward, images/s | whole step, images/s | whole / bare | waiting for batches |");
        out.println("|---|---|---|---|---|");
        try (TrainableModel model = new TrainableModel(run, TensorSource.of(Map.of()))) {
            Optimizer optimizer = config.optimizer().optimizer(model.manager(), model.groups());
            List<TrainingBatch> ready = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ready.add(maker.make(i));
            }
            bare(model, optimizer, ready, steps);
            for (int round = 0; round < rounds; round++) {
                double bare = bare(model, optimizer, ready, steps);
                try (InputPipeline input = new InputPipeline(maker, 0, Long.MAX_VALUE, inputThreads)) {
                    input.take();
                    double waitedBefore = input.waitedSeconds();
                    long start = System.nanoTime();
                    long images = 0;
                    for (int i = 0; i < steps; i++) {
                        TrainingBatch batch = input.take();
                        optimizer.zeroGradients();
                        model.accumulate(batch);
                        optimizer.clipGradients(config.optimizer().clipNorm());
                        optimizer.step(1e-6);
                        images += 2L * batch.pairs();
                    }
                    double seconds = (System.nanoTime() - start) / 1e9;
                    double whole = images / seconds;
                    out.printf("| %d | %.1f | %.1f | %.2f | %.1f %% |%n", round + 1, bare, whole, whole / bare,
                            100 * (input.waitedSeconds() - waitedBefore) / seconds);
                    out.flush();
                }
            }
        }
        return 0;
    }

    private static double bare(TrainableModel model, Optimizer optimizer, List<TrainingBatch> ready, int steps) {
        long start = System.nanoTime();
        long images = 0;
        for (int i = 0; i < steps; i++) {
            TrainingBatch batch = ready.get(i % ready.size());
            model.accumulate(batch);
            images += 2L * batch.pairs();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        optimizer.zeroGradients();
        return images / seconds;
    }
}
