package dev.geofix.training;

import dev.geofix.image.ImageDecoder;
import dev.geofix.image.ImageLimits;
import dev.geofix.network.InvalidModelException;
import dev.geofix.network.Safetensors;
import dev.geofix.network.TensorSource;
import dev.geofix.network.WeightImport;
import dev.geofix.network.WeightReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: trains a GLQINet and writes the model's folder. */
@Command(name = "train", description = "Trains a GLQINet. Started again on the same folder, it goes on where it stopped.", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class TrainCommand implements Callable<Integer> {
    private static final int STOPPED = 3;

    @Option(names = "--run", required = true, description = "folder of checkpoints, metrics and the finished model")
    private Path run = Path.of("");

    @Option(names = "--recipe", description = "where the settings start from: ${COMPLETION-CANDIDATES}")
    private Recipe recipe = Recipe.STRONG;

    @Option(names = "--set", paramLabel = "name=value", description = "changes a setting; repeatable. --settings lists them")
    private Map<String, String> changes = new LinkedHashMap<>();

    @Option(names = "--settings", description = "prints the effective settings and trains nothing")
    private boolean settingsOnly;

    @Option(names = "--init", description = "weights of the backbone, safetensors under torchvision's, timm's or own names")
    private @Nullable Path init;

    @Option(names = "--input-threads", description = "threads that make batches ahead")
    private int inputThreads = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);

    @Mixin
    private PairOptions data = new PairOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        TrainingConfig config = TrainingConfig.of(recipe, changes);
        if (settingsOnly) {
            SettingsTree.of(config).leaves().forEach((name, value) -> print(name + "=" + value));
            return 0;
        }
        PairSource source = data.source(new ImageDecoder(ImageLimits.DEFAULT), config, this::print);
        RunDescription description = new RunDescription(config, data.names(), source.places(),
                init == null ? null : init.getFileName().toString());
        StopSignal stop = StopSignal.install();
        try (stop; RunFolder folder = RunFolder.open(run, description); Trainee trainee = trainee(description)) {
            boolean finished = new TrainingLoop(folder, trainee, inputThreads, this::print, stop::received).run(source);
            if (!finished) {
                print("stopped; the same command goes on from here");
                return STOPPED;
            }
            Checkpoint last = Checkpoint.latest(run).orElseThrow();
            ModelExport.write(folder.model(), description, last.step(), trainee.network());
            print("finished: " + folder.model());
            return 0;
        }
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private Trainee trainee(RunDescription description) throws IOException {
        if (init == null) {
            return new Trainee(description, TensorSource.of(Map.of()));
        }
        try (Safetensors weights = Safetensors.open(init)) {
            Trainee trainee = new Trainee(description, WeightImport.backbone(weights));
            WeightReport backbone = trainee.initialWeights().under("backbone.");
            if (!backbone.complete()) {
                trainee.close();
                throw new IllegalArgumentException(init + " does not hold the weights of "
                        + description.settings().network().backbone() + ": " + backbone.missing().size()
                        + " tensors are missing, of another shape are " + backbone.wrongShape());
            }
            print("initial weights: " + trainee.initialWeights().loaded().size() + " tensors fitted from " + init);
            return trainee;
        } catch (InvalidModelException e) {
            throw new IllegalArgumentException("the initial weights " + init + " cannot be used: " + e.getMessage(), e);
        }
    }
}
