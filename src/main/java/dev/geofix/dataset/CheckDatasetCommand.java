package dev.geofix.dataset;

import dev.geofix.dataset.DatasetCheckReport.PartCount;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.platform.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code check-dataset}: counts a set and says what is missing; exit status 0 when nothing is. */
@Command(name = "check-dataset", mixinStandardHelpOptions = true, sortOptions = false, description = "Counts classes and images of a dataset, compares them with the published counts, and says what is missing.")
public final class CheckDatasetCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int NAMED = 10;

    @Option(names = "--dataset", required = true, description = "Folder of the set, or of one of its halves.")
    private Path dataset = Path.of(".");

    @Option(names = "--heights", split = ",", description = "Heights to look at; default: all.")
    private List<Integer> heights = List.of();

    @Option(names = "--as", description = "Published set to compare with (${COMPLETION-CANDIDATES}); default: by the counts.")
    private @Nullable PublishedCounts as;

    @Option(names = "--decode", description = "Open every image and name those that cannot be read.")
    private boolean decode;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Dataset set = Dataset.open(dataset, heights);
        DatasetCheckReport report = decode
                ? DatasetCheck.decoding(set, as, new ImageDecoder(ImageLimits.DEFAULT),
                        Runtime.getRuntime().availableProcessors(),
                        json ? Progress.NONE : Progress.printed(out, "images opened"))
                : DatasetCheck.of(set, as);
        if (json) {
            out.println(JSON.writeValueAsString(report));
        } else {
            print(report, out);
        }
        out.flush();
        return report.ok() ? 0 : 1;
    }

    private static void print(DatasetCheckReport report, PrintWriter out) {
        out.printf("%s: layout %s%s%n", report.root(), report.layout(), report.comparedWith() == null
                ? ", not one of the published sets: counted only"
                : ", compared with " + report.comparedWith());
        out.printf("%-32s %8s %8s %10s%n", "part", "classes", "images", "published");
        for (PartCount part : report.parts()) {
            PublishedCounts.Count expected = part.expected();
            out.printf("%-32s %8d %8d %10s%n", part.title(), part.classes(), part.images(), expected == null
                    ? ""
                    : part.differs() ? expected.classes() + "/" + expected.images() : "same");
        }
        list(out, "missing or more than published", report.missing());
        list(out, "classes with one view only", report.oneViewOnly());
        list(out, "asked for, but not in the gallery", report.unanswerable());
        list(out, "folders without an image", report.empty());
        list(out, "no images, passed over", report.notImages());
        list(out, "images that cannot be read", report.unreadable());
        out.println(report.ok() ? "nothing is missing" : "see above for what to mend");
    }

    private static void list(PrintWriter out, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.printf("%s: %d%n", title, lines.size());
            lines.stream().limit(NAMED).forEach(line -> out.println("  " + line));
            if (lines.size() > NAMED) {
                out.printf("  and %d more; --json names all%n", lines.size() - NAMED);
            }
        }
    }
}
