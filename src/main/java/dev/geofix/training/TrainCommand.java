package dev.geofix.training;

import dev.geofix.image.ImageDecoder;
import dev.geofix.image.ImageLimits;
import dev.geofix.network.Safetensors;
import dev.geofix.network.TensorSource;
import dev.geofix.network.WeightImport;
import dev.geofix.network.WeightReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: trains a GLQINet by the recipe "strong" and writes the model's folder. */
@Command(name = "train", description = "Trains a GLQINet. Started again on the same folder, it goes on where it stopped.", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class TrainCommand implements Callable<Integer> {
    private static final int STOPPED = 3;

    @Option(names = "--run", required = true, description = "folder of checkpoints, metrics and the finished model")
    private Path run = Path.of("");

    @Option(names = "--init", description = "weights of the backbone, safetensors under torchvision's, timm's or own names")
    private @Nullable Path init;

    @Mixin
    private PairOptions data = new PairOptions();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private RecipeOptions recipe = new RecipeOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
        PairSource source = data.source(new ImageDecoder(ImageLimits.DEFAULT));
        TrainingConfig config = recipe.config(network, data);
        BatchMaker maker = BatchMaker.of(source, config);
        AtomicBoolean stop = new AtomicBoolean();
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.set(true);
            joined(main);
        }));
        try (Trainee trainee = trainee(config, source.places(), out)) {
            boolean finished = new TrainingLoop(run, config, trainee, line -> print(out, line), stop::get).run(maker);
            if (!finished) {
                print(out, "stopped; the same command goes on from here");
                return STOPPED;
            }
            ModelExport.write(run.resolve("model"), config, config.steps(), trainee.network());
            print(out, "finished: " + run.resolve("model"));
            return 0;
        }
    }

    /** A stop by signal waits for the step under way and its checkpoint. */
    private static void joined(Thread main) {
        try {
            main.join(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }

    private Trainee trainee(TrainingConfig config, int places, PrintWriter out) throws IOException {
        if (init == null) {
            return new Trainee(config, places, TensorSource.of(Map.of()));
        }
        try (Safetensors weights = Safetensors.open(init)) {
            Trainee trainee = new Trainee(config, places, WeightImport.backbone(weights));
            WeightReport report = trainee.initialWeights();
            print(out, "initial weights: " + report.loaded().size() + " tensors fitted from " + init);
            return trainee;
        }
    }
}
