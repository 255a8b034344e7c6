package dev.geofix.calibration;

import dev.geofix.imaging.ImageFile;
import dev.geofix.inference.Calibration;
import dev.geofix.inference.Encoder;
import dev.geofix.inference.ModelOnDisk;
import dev.geofix.platform.UserException;
import dev.geofix.verification.Trust;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code calibrate}: measures what a model's scores are worth and writes that into its manifest. */
@Command(name = "calibrate", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Fits confidence, threshold and radius of a model's fixes on photos whose place is known, shows how they do on other photos, and "
            + "writes them into the model's model.json.",
    "A gallery folder is what 'simulate --layout gallery' writes: tiles with manifest.csv, photos with photos.csv. Galleries must "
            + "show different places and be unknown to the model."})
public final class CalibrateCommand implements Callable<Integer> {
    @Option(names = "--model", required = true, description = "Folder of the model; its weights stay as they are.")
    private Path model = Path.of(".");

    @Option(names = "--gallery", required = true, description = "Folder with tiles and photos; repeatable. Photos of one are the strangers of the "
            + "one before.")
    private List<Path> galleries = List.of();

    @Option(names = "--precision", defaultValue = "0.95", description = "Share of accepted fixes that shall be right; default ${DEFAULT-VALUE}.")
    private double precision;

    @Option(names = "--coverage", defaultValue = "0.9", description = "Probability with which a radius shall hold the place; default ${DEFAULT-VALUE}.")
    private double coverage;

    @Option(names = "--verified-precision", defaultValue = "0.995", description = "Share of accepted fixes by local features that shall be right; default ${DEFAULT-VALUE}.")
    private double verifiedPrecision;

    @Option(names = "--within", defaultValue = "25", description = "Metres from the stated place up to which a fix by local features is right; "
            + "the places of real photos are off by 10 and more themselves. Default ${DEFAULT-VALUE}.")
    private double within;

    @Option(names = "--strangers", description = "Folder of photos of places that no gallery shows; repeatable. Each is asked of every gallery.")
    private List<Path> strangers = List.of();

    @Option(names = "--trials", description = "File that gets a line for each placement by local features, as CSV.")
    private @Nullable Path trialsFile;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (!(precision > 0 && precision <= 1) || !(verifiedPrecision > 0 && verifiedPrecision <= 1)
                || !(coverage > 0 && coverage < 1) || !(within > 0)) {
            throw new UserException("--precision and --verified-precision must be above 0 and at most 1, "
                    + "--coverage between 0 and 1, --within above 0");
        }
        try (ModelOnDisk opened = open()) {
            Encoder encoder = opened.encoder();
            TrialRun.SplitTrials trials = new TrialRun(encoder, spec.commandLine().getErr()::println).over(galleries,
                    ImageFile.under(strangers));
            Calibration fitted = new CalibrationFit(trials.fitted(), precision, coverage).fit();
            CalibrationReport heldOut = report(trials.heldOut(), fitted);
            Map<String, CalibrationReport> columns = new LinkedHashMap<>();
            columns.put("held out", heldOut);
            columns.put("fitted on", report(trials.fitted(), fitted));
            columns.put("held out, calibration before", report(trials.heldOut(), encoder.calibration()));
            Trust trust = new TrustFit(trials.fitted(), verifiedPrecision, coverage, within).fit();
            Map<String, Map<String, Object>> placements = new LinkedHashMap<>();
            placements.put("held out", TrustFit.figures(trials.heldOut(), trust, coverage, within));
            placements.put("fitted on", TrustFit.figures(trials.fitted(), trust, coverage, within));
            placements.put("held out, default", TrustFit.figures(trials.heldOut(), Trust.DEFAULT, coverage, within));
            Map<String, Object> figures = new LinkedHashMap<>(heldOut.figures());
            figures.put("verification", placements.get("held out"));
            if (trialsFile != null) {
                TrustFit.write(trialsFile, Stream.concat(trials.fitted().stream(), trials.heldOut().stream()).toList(),
                        trust);
            }
            opened.calibrate(fitted, trust.toManifest(), figures);
            PrintWriter out = spec.commandLine().getOut();
            CalibrationTable.print(out, fitted, columns);
            TrustFit.print(out, trust, placements);
            out.println("written to " + model);
            out.flush();
        }
        return 0;
    }

    private ModelOnDisk open() throws IOException {
        try {
            return ModelOnDisk.open(model);
        } catch (NoSuchFileException e) {
            throw new UserException(
                    "There is no file " + e.getFile() + ". --model names the folder that holds "
                            + "model.json and weights.safetensors.",
                    e);
        }
    }

    private static CalibrationReport report(List<Trial> trials, Calibration calibration) {
        return CalibrationReport.of(trials.stream().map(trial -> trial.under(calibration)).toList());
    }

    /** Calibration and its reports as Markdown. */
    private static final class CalibrationTable {
        private CalibrationTable() {}

        static void print(PrintWriter out, Calibration fitted, Map<String, CalibrationReport> columns) {
            Collection<CalibrationReport> reports = columns.values();
            out.println("| figure | " + String.join(" | ", columns.keySet()) + " |");
            out.println("|---|" + "---:|".repeat(columns.size()));
            for (String name : names(reports)) {
                out.println("| " + name + " | " + reports.stream()
                        .map(report -> Objects.toString(report.figures().get(name), "–"))
                        .collect(Collectors.joining(" | ")) + " |");
            }
            out.println();
            out.println(fitted);
            if (fitted.threshold() == 1) {
                out.println(
                        "No confidence gives the wanted precision, so nothing is accepted. Calibrate with a better model, "
                                + "more photos or a lower --precision.");
            }
        }

        private static Collection<String> names(Collection<CalibrationReport> reports) {
            return reports.stream().flatMap(report -> report.figures().keySet().stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }
}
