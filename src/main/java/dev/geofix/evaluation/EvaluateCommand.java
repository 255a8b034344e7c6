package dev.geofix.evaluation;

import dev.geofix.image.ImageDecoder;
import dev.geofix.image.ImageLimits;
import dev.geofix.network.ModelFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: retrieval figures of models, with the ImageNet floor beside them, as a Markdown table. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, description = "Retrieval figures of models on sets of pictures, as a Markdown table.")
public final class EvaluateCommand implements Callable<Integer> {
    @Option(names = "--model", description = "folder of a model; repeatable")
    private List<Path> models = List.of();

    @Option(names = "--floor", description = "ImageNet weights of MobileNetV2: the floor, measured beside the models")
    private @Nullable Path floor;

    @Option(names = "--university", description = "test half of a data set like University-1652; repeatable")
    private List<Path> university = List.of();

    @Option(names = "--sues", description = "Testing folder like SUES-200's, a folder a height; repeatable")
    private List<Path> sues = List.of();

    @Option(names = "--flight", description = "folder of photos with GPS: each asks for the one taken nearest to it; repeatable")
    private List<Path> flights = List.of();

    @Option(names = "--tiles", description = "folder with tiles.csv and photos: photos against map tiles; repeatable")
    private List<Path> tiles = List.of();

    @Option(names = "--views", description = "folder with tiles.csv: drone views made of its tiles against all of them; repeatable")
    private List<Path> views = List.of();

    @Option(names = "--zoom", split = ",", description = "zooms of --tiles")
    private List<Integer> zooms = List.of(20, 21);

    @Option(names = "--centre", description = "show each model once more, centred on each set's own means")
    private boolean centre;

    @Option(names = "--turns", split = ",", description = "degrees by which each query is turned; the best score counts")
    private List<Double> turns = List.of(0.0);

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<RetrievalSet> sets = sets(new ImageDecoder(ImageLimits.DEFAULT));
        if (sets.isEmpty() || models.isEmpty() && floor == null) {
            throw new IllegalArgumentException("name at least one set of pictures and one --model or the --floor");
        }
        PrintWriter out = spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
        out.println("| set | gallery | queries | descriptor | R@1 | R@5 | R@10 | R@1% | AP |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        if (floor != null) {
            try (Embedder embedder = new FloorEmbedder(floor)) {
                rows(out, sets, embedder, true);
            }
        }
        for (Path model : models) {
            try (Embedder embedder = new ModelEmbedder(ModelFolder.read(model))) {
                rows(out, sets, embedder, false);
                if (centre) {
                    rows(out, sets, embedder, true);
                }
            }
        }
        return 0;
    }

    private void rows(PrintWriter out, List<RetrievalSet> sets, Embedder embedder, boolean centred)
            throws IOException {
        for (RetrievalSet set : sets) {
            RetrievalReport report = RetrievalRun.evaluate(set, embedder, centred, turns);
            out.println(String.format(Locale.ROOT, "| %s | %d | %d | %s%s | %.3f | %.3f | %.3f | %.3f | %.3f |",
                    set.name(), report.gallerySize(), report.queries(), embedder.name(),
                    centred ? ", mean-centred" : "", report.recallAt1(), report.recallAt5(), report.recallAt10(),
                    report.recallAt1Percent(), report.ap()));
            out.flush();
        }
    }

    private List<RetrievalSet> sets(ImageDecoder decoder) throws IOException {
        List<RetrievalSet> sets = new ArrayList<>();
        for (Path test : university) {
            sets.addAll(UniversitySets.read(name(test), test, decoder));
        }
        for (Path testing : sues) {
            sets.addAll(UniversitySets.read(name(testing), testing, decoder));
        }
        for (Path folder : tiles) {
            for (int zoom : zooms) {
                sets.add(TileSet.read(name(folder) + " z" + zoom, folder, zoom, 0, decoder));
            }
        }
        for (Path folder : views) {
            sets.add(ViewSet.read(name(folder), folder, ViewSet.Stray.SAME_FLIGHT, decoder));
            sets.add(ViewSet.read(name(folder), folder, ViewSet.Stray.OTHER_DAY, decoder));
        }
        for (Path flight : flights) {
            sets.add(FlightSet.read(name(flight) + " photo→photo", flight, decoder));
        }
        return sets;
    }

    private static String name(Path path) {
        return path.toAbsolutePath().normalize().getFileName().toString();
    }
}
