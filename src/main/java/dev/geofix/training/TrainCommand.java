package dev.geofix.training;

import dev.geofix.image.ImageDecoder;
import dev.geofix.image.ImageLimits;
import dev.geofix.network.Architecture;
import dev.geofix.network.Attention;
import dev.geofix.network.Backbone;
import dev.geofix.network.Preprocessing;
import dev.geofix.network.Safetensors;
import dev.geofix.network.TensorSource;
import dev.geofix.network.WeightImport;
import dev.geofix.network.WeightReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: trains a GLQINet by the recipe "strong" and writes the model's folder. */
@Command(name = "train", description = "Trains a GLQINet. Started again on the same folder, it goes on where it stopped.", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class TrainCommand implements Callable<Integer> {
    private static final int STOPPED = 3;

    @Option(names = "--run", required = true, description = "folder of checkpoints, metrics and the finished model")
    private Path run = Path.of("");

    @Option(names = "--dataset", description = "training half of a data set like University-1652: drone/NNNN, satellite/NNNN")
    private List<Path> datasets = List.of();

    @Option(names = "--photos", description = "folder of photos that look straight down; squares of them become pairs of views")
    private List<Path> photos = List.of();

    @Option(names = "--flight", description = "folder of overlapping photos with GPS; neighbours become pairs of views")
    private List<Path> flights = List.of();

    @Option(names = "--shares", split = ",", description = "parts of a batch from data sets, photos and flights")
    private double[] shares = {1, 1, 0.4};

    @Option(names = "--init", description = "weights of the backbone, safetensors under torchvision's, timm's or own names")
    private @Nullable Path init;

    @Option(names = "--backbone")
    private Backbone backbone = Backbone.MOBILENET_V2;

    @Option(names = "--stripes")
    private int stripes = 4;

    @Option(names = "--attention")
    private Attention attention = Attention.MERGED;

    @Option(names = "--residual", negatable = true, defaultValue = "true", fallbackValue = "true")
    private boolean residual = true;

    @Option(names = "--head-relu", negatable = true, defaultValue = "true", fallbackValue = "true")
    private boolean headRelu = true;

    @Option(names = "--part-dimension")
    private int partDimension = 512;

    @Option(names = "--head-dropout")
    private double headDropout = 0.5;

    @Option(names = "--side", description = "pixels a side of the network's input")
    private int side = 256;

    @Option(names = "--symmetric", description = "inputs from -1 to 1, as MobileNetV2's weights want them, in place of ImageNet's mean and deviation")
    private boolean symmetric;

    @Option(names = "--pairs", description = "places in a batch")
    private int pairs = 24;

    @Option(names = "--steps")
    private long steps = 2000;

    @Option(names = "--epoch-steps", description = "steps between two checkpoints")
    private long epochSteps = 50;

    @Option(names = "--rate", description = "highest learning rate of heads and attention")
    private double rate = 1e-3;

    @Option(names = "--backbone-rate", description = "highest learning rate of the backbone")
    private double backboneRate = 1e-4;

    @Option(names = "--weight-decay")
    private double weightDecay = 0.01;

    @Option(names = "--warm-up", description = "steps")
    private long warmUp = 50;

    @Option(names = "--clip-norm")
    private double clipNorm = 5;

    @Option(names = "--smoothing", description = "label smoothing")
    private double smoothing = 0.1;

    @Option(names = "--temperature", description = "of InfoNCE at the start")
    private double temperature = 0.07;

    @Option(names = "--classification", description = "weight of the part classifiers' cross-entropy")
    private double classification = 0.1;

    @Option(names = "--photometry", description = "strength of light and camera changes, 0 to 1")
    private double photometry = 0.8;

    @Option(names = "--dropout", description = "share of views with blanked rectangles")
    private double dropout = 0.3;

    @Option(names = "--any-turn", description = "share of photo squares seen from any heading")
    private double anyTurn = 0.3;

    @Option(names = "--separation", description = "metres; photos nearer to each other do not meet in a batch")
    private double separation = 120;

    @Option(names = "--reach", description = "metres; photos of a flight within it show the same ground")
    private double reach = 25;

    @Option(names = "--freeze", split = ",", description = "prefixes of parameter names that stay as they are")
    private List<String> frozen = List.of();

    @Option(names = "--seed")
    private long seed = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
        PairSource source = source(new ImageDecoder(ImageLimits.DEFAULT));
        TrainingConfig config = config();
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

    private PairSource source(ImageDecoder decoder) throws IOException {
        List<MixedPlaces.Part> parts = new ArrayList<>();
        for (Path dataset : datasets) {
            parts.add(new MixedPlaces.Part(new FolderPlaces(dataset, decoder), shares[0] / datasets.size()));
        }
        if (!photos.isEmpty()) {
            List<FlightPhoto> all = new ArrayList<>();
            for (Path folder : photos) {
                all.addAll(FlightPhoto.readAll(folder, decoder));
            }
            parts.add(new MixedPlaces.Part(new PhotoPlaces(all, separation, anyTurn), shares[1]));
        }
        for (Path flight : flights) {
            parts.add(new MixedPlaces.Part(
                    new OverlapPlaces(FlightPhoto.readAll(flight, decoder), reach, separation),
                    shares[2] / flights.size()));
        }
        return new MixedPlaces(parts);
    }

    private TrainingConfig config() {
        Architecture architecture = new Architecture(backbone, stripes, true, attention, residual, headRelu,
                partDimension, headDropout);
        List<String> sources = new ArrayList<>();
        datasets.forEach(path -> sources.add("data set " + shortName(path)));
        photos.forEach(path -> sources.add("photos " + shortName(path)));
        flights.forEach(path -> sources.add("flight " + shortName(path)));
        return new TrainingConfig(architecture, preprocessing(), seed, pairs, steps, epochSteps, rate, backboneRate,
                weightDecay,
                warmUp, clipNorm, smoothing, temperature, classification, photometry, dropout, frozen, sources);
    }

    /** The folder and the one that holds it: where they lie is this machine's affair, not the model's. */
    private static Path shortName(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        int names = whole.getNameCount();
        return whole.subpath(Math.max(0, names - 2), names);
    }

    private Preprocessing preprocessing() {
        return symmetric ? Preprocessing.symmetric(side) : Preprocessing.imageNet(side);
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
