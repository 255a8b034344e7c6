package dev.geofix.training;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
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
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        PairSource source = data.source(decoder, config, this::print);
        Training training = new Training(run, config, data.names(), source, data.validation(decoder, config),
                new BackboneWeights(init));
        try (StopSignal stop = StopSignal.install()) {
            if (!training.run(inputThreads, this::print, stop::received)) {
                print("stopped; the same command goes on from here");
                return StopSignal.EXIT_STATUS;
            }
            print("finished: " + training.model());
            return 0;
        }
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
