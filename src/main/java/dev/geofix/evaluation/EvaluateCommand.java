package dev.geofix.evaluation;

import dev.geofix.dataset.Dataset;
import dev.geofix.evaluation.EvaluationReport.FixReport;
import dev.geofix.evaluation.EvaluationReport.MethodReport;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.inference.ModelOnDisk;
import dev.geofix.network.ModelFolder;
import dev.geofix.platform.Progress;
import dev.geofix.platform.UserException;
import dev.geofix.verification.VerificationSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: retrieval figures of models, with the ImageNet floor beside them, and where they place photos. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, sortOptions = false, description = "Retrieval figures of models on sets of pictures, and fixes of galleries' photos in metres: a Markdown table, or with --out a folder with tables, JSON and figures.")
public final class EvaluateCommand implements Callable<Integer> {
    @Option(names = "--model", description = "folder of a model; repeatable")
    private List<Path> models = List.of();

    @Option(names = "--floor", description = "ImageNet weights of MobileNetV2: the floor, measured beside the models")
    private @Nullable Path floor;

    @Option(names = "--dataset", description = "data set like University-1652 or SUES-200, or its test half; repeatable")
    private List<Path> datasets = List.of();

    @Option(names = "--heights", split = ",", description = "heights of --dataset, metres; default: all")
    private List<Integer> heights = List.of();

    @Option(names = "--tiles", description = "folder with tiles.csv or manifest.csv, and photos: photos against tiles; repeatable")
    private List<Path> tiles = List.of();

    @Option(names = "--zoom", split = ",", description = "zooms of --tiles with tiles.csv; default: 20,21")
    private List<Integer> zooms = List.of(20, 21);

    @Option(names = "--views", description = "folder with tiles.csv: drone views made of its tiles against all of them; repeatable")
    private List<Path> views = List.of();

    @Option(names = "--flight", description = "folder of photos with GPS: each asks for the one taken nearest to it; repeatable")
    private List<Path> flights = List.of();

    @Option(names = "--gallery", description = "folder with tiles in manifest.csv and photos in photos.csv: where the photos are placed, by descriptors alone and with local features; metres; repeatable")
    private List<Path> galleries = List.of();

    @Option(names = "--strangers", description = "folder of photos that no --gallery shows: how many get an accepted fix; repeatable")
    private List<Path> strangers = List.of();

    @Option(names = "--told", split = ",", description = "what --gallery is told of a photo: photo (what it says itself), nothing, heading, no-heading, heading+30, altitude*0.7; default: photo")
    private List<String> told = List.of("photo");

    @Option(names = "--candidates", split = ",", description = "tiles of --gallery that are looked at closely; default: 50")
    private List<Integer> candidates = List.of(VerificationSettings.DEFAULT.candidates());

    @Option(names = "--within", defaultValue = "25", description = "metres up to which an accepted fix of --gallery is right; default ${DEFAULT-VALUE}")
    private double within = 25;

    @Option(names = "--protocol", split = ",", description = "which gallery is ranked (${COMPLETION-CANDIDATES}); default: full")
    private List<Protocol> protocols = List.of(Protocol.FULL);

    @Option(names = "--flip", description = "a descriptor is that of a picture and its mirror image, added")
    private boolean flip;

    @Option(names = "--centre", description = "show each model once more, centred on each set's own means")
    private boolean centre;

    @Option(names = "--turns", split = ",", description = "degrees by which each query is turned; the best score counts")
    private List<Double> turns = List.of(0.0);

    @Option(names = "--examples", defaultValue = "6", description = "queries of each set in the figure; default ${DEFAULT-VALUE}")
    private int examples = 6;

    @Option(names = "--seed", defaultValue = "1", description = "of the choice of these; default ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--out", description = "folder to write report.json, report.md and figures to")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        FixEvaluation.Settings fixes = new FixEvaluation.Settings(galleries, strangers,
                told.stream().map(ToldMetadata::of).toList(), candidates,
                within);
        if (models.isEmpty() && floor == null) {
            throw new UserException("name at least one --model or the --floor");
        }
        EvaluationSettings settings = new EvaluationSettings(protocols, flip, false, turns, examples, seed);
        List<RetrievalSet> sets = sets(new ImageDecoder(ImageLimits.DEFAULT));
        if (sets.isEmpty() && galleries.isEmpty()) {
            throw new UserException(
                    "name at least one set of pictures: --dataset, --tiles, --views, --flight or --gallery");
        }
        ReportFolder folder = out == null ? null : new ReportFolder(out);
        try (ProgressWriter file = out == null ? null : new ProgressWriter(out)) {
            Progress printed = Progress.printed(spec.commandLine().getErr(), "pictures");
            Evaluation.Listener progress = (done, total, message) -> {
                printed.step((int) done, (int) total);
                if (file != null) {
                    file.at(done, total, message);
                }
            };
            int runs = (floor == null ? 0 : 1) + models.size() * (centre ? 2 : 1);
            EvaluationRuns evaluations = new EvaluationRuns(sets, runs, progress);
            if (!sets.isEmpty()) {
                rank(evaluations, settings);
            }
            List<FixReport> found = galleries.isEmpty() ? List.of() : locate(new FixEvaluation(fixes, progress));
            EvaluationReport report = new EvaluationReport(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                    settings, evaluations.reports(), found, within);
            PrintWriter writer = spec.commandLine().getOut();
            if (folder == null) {
                writer.print(MarkdownReport.of(report));
            } else {
                folder.write(report, sets.isEmpty() ? null : evaluations.last());
                writer.println("written to " + out);
            }
            writer.flush();
        }
        return 0;
    }

    private void rank(EvaluationRuns evaluations, EvaluationSettings settings) throws IOException {
        if (floor != null) {
            try (Embedder embedder = new BaselineEmbedder(floor)) {
                evaluations.add(embedder, settings.withCentring(true));
            }
        }
        for (Path model : models) {
            try (Embedder embedder = new ModelEmbedder(ModelFolder.read(model))) {
                if (centre) {
                    evaluations.add(embedder, settings.withCentring(true));
                }
                evaluations.add(embedder, settings);
            }
        }
    }

    private List<FixReport> locate(FixEvaluation evaluation) throws IOException {
        List<FixReport> found = new ArrayList<>();
        for (Path model : models) {
            try (ModelOnDisk opened = ModelOnDisk.open(model)) {
                found.addAll(evaluation.of(name(model), opened.encoder()));
            }
        }
        return found;
    }

    private List<RetrievalSet> sets(ImageDecoder decoder) throws IOException {
        List<RetrievalSet> sets = new ArrayList<>();
        for (Path folder : datasets) {
            sets.addAll(RetrievalSets.of(name(folder), Dataset.open(folder, heights), decoder));
        }
        for (Path folder : tiles) {
            if (TileSet.GroundTile.isGallery(folder)) {
                sets.add(TileSet.ofGallery(name(folder), folder, decoder));
                continue;
            }
            for (int zoom : zooms) {
                sets.add(TileSet.ofMap(name(folder) + " z" + zoom, folder, zoom, decoder));
            }
        }
        for (Path folder : views) {
            sets.add(ViewSet.read(name(folder), folder, ViewSet.Variation.SAME_FLIGHT, decoder));
            sets.add(ViewSet.read(name(folder), folder, ViewSet.Variation.OTHER_DAY, decoder));
        }
        for (Path flight : flights) {
            sets.add(FlightSet.read(name(flight), flight, decoder));
        }
        return sets;
    }

    private static String name(Path path) {
        return path.toAbsolutePath().normalize().getFileName().toString();
    }

    /** Several methods one after the other on the same sets, with one progress over all. */
    private static final class EvaluationRuns {
        private final List<RetrievalSet> sets;
        private final int runs;
        private final Evaluation.Listener progress;
        private final List<Evaluation> done = new ArrayList<>();

        /** @param runs how many there will be */
        EvaluationRuns(List<RetrievalSet> sets, int runs, Evaluation.Listener progress) {
            this.sets = sets;
            this.runs = runs;
            this.progress = progress;
        }

        void add(Embedder embedder, EvaluationSettings settings) {
            int before = done.size();
            done.add(Evaluation.run(sets, embedder, settings, (step, total, message) -> progress
                    .at(before * total + step, runs * total, message)));
        }

        List<MethodReport> reports() {
            return done.stream().map(Evaluation::report).toList();
        }

        /** The run that the figures show. */
        Evaluation last() {
            return done.getLast();
        }
    }
}
