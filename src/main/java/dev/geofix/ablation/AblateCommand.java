package dev.geofix.ablation;

import dev.geofix.dataset.Dataset;
import dev.geofix.evaluation.RetrievalSets;
import dev.geofix.evaluation.EvaluationSettings;
import dev.geofix.evaluation.Protocol;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.network.Backbone;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.FolderLock;
import dev.geofix.training.Recipe;
import dev.geofix.training.StopSignal;
import dev.geofix.training.TrainingConfig;
import dev.geofix.training.TrainingData;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code ablate}: trains and evaluates a list of configurations and writes the paper's ablations of them. */
@Command(name = "ablate", mixinStandardHelpOptions = true, showDefaultValues = true, sortOptions = false, description = "Trains and evaluates a list of configurations on one data set and compares them: the paper's Fig. 4, Fig. 5, Table 1 and Table 4, or a list of your own. Started again on the same folder, it goes on where it stopped.")
public final class AblateCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Option(names = "--dataset", required = true, description = "Data set with a training and a test half.")
    private Path dataset = Path.of("");

    @Option(names = "--heights", split = ",", description = "Metres; of a data set that has heights, the ones to use. Default: all.")
    private List<Integer> heights = List.of();

    @Option(names = "--out", required = true, description = "Folder of the tables, the plots and all trainings.")
    private Path out = Path.of("");

    @Option(names = "--recipe", description = "Where the settings start from: ${COMPLETION-CANDIDATES}.")
    private Recipe recipe = Recipe.PAPER;

    @Option(names = "--set", paramLabel = "name=value", description = "Changes a setting of all trainings; repeatable. 'train --settings' lists them.")
    private Map<String, String> changes = new LinkedHashMap<>();

    @Option(names = "--init", paramLabel = "BACKBONE=FILE", description = "Weights that a backbone starts from; repeatable. Others start at random.")
    private Map<Backbone, Path> initial = new LinkedHashMap<>();

    @Option(names = "--figure", split = ",", description = "What to compare: ${COMPLETION-CANDIDATES}. Default: all, or with --list none.")
    private List<PaperAblation> figures = List.of();

    @Option(names = "--backbones", split = ",", description = "What the figure BACKBONES compares. Default: the paper's four.")
    private List<Backbone> backbones = PaperAblation.PAPER_BACKBONES;

    @Option(names = "--list", description = "JSON file of more configurations: [{\"name\": …, \"group\": …, \"set\": {name: value, …}}, …].")
    private @Nullable Path list;

    @Option(names = "--seeds", split = ",", description = "A training a seed and configuration. Default: the setting seed.")
    private List<Long> seeds = List.of();

    @Option(names = "--protocol", description = "Gallery to rank: ${COMPLETION-CANDIDATES} (JUNK leaves out places that nobody asks for).")
    private Protocol protocol = Protocol.FULL;

    @Option(names = "--flip", description = "Add each picture's mirror image to its descriptor.")
    private boolean flip;

    @Option(names = "--input-threads", description = "Threads that make batches ahead.")
    private int inputThreads = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);

    @Option(names = "--plan", description = "Print what would be trained, and train nothing.")
    private boolean planOnly;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (StopSignal stop = StopSignal.install()) {
            return ablate(stop::received);
        }
    }

    int ablate(BooleanSupplier stop) throws IOException, InterruptedException {
        List<String> notes = new ArrayList<>();
        AblationPlan plan = AblationPlan.of(recipe, changes, configurations(notes));
        AblationSetup setup = setup(plan);
        notes.forEach(this::print);
        if (planOnly) {
            plan.groups().forEach(group -> group.lines().forEach(
                    line -> print("%-12s %-32s %s".formatted(group.name(), line.configuration(), line.run()))));
            print("%d trainings".formatted(plan.runs().size() * setup.seeds().size()));
            return 0;
        }
        try (FolderLock lock = FolderLock.of(out, "another ablation runs")) {
            return switch (new Ablation(out, plan, setup, notes, this::print).run(stop)) {
                case COMPLETE -> {
                    print("finished: " + out.resolve("ablations.md"));
                    yield 0;
                }
                case SOME_FAILED -> {
                    print("some trainings failed, see " + out.resolve("ablations.md")
                            + "; the same command tries them again from their last checkpoint");
                    yield FAILED;
                }
                case STOPPED -> {
                    print("stopped; the same command goes on from here");
                    yield StopSignal.EXIT_STATUS;
                }
            };
        }
    }

    private List<Configuration> configurations(List<String> notes) throws IOException {
        List<Configuration> all = new ArrayList<>();
        int mapSide = TrainingConfig.of(recipe, changes).input().inputSize() / 32;
        List<PaperAblation> wanted = figures.isEmpty() && list == null ? List.of(PaperAblation.values()) : figures;
        wanted.forEach(figure -> all.addAll(figure.configurations(mapSide, backbones)));
        if (wanted.contains(PaperAblation.STRIPES) && mapSide < PaperAblation.MOST) {
            notes.add("Stripes t above %d are left out: an input of this size gives a map of %d × %d."
                    .formatted(mapSide, mapSide, mapSide));
        }
        if (list != null) {
            all.addAll(ConfigurationList.read(list));
        }
        return all;
    }

    private AblationSetup setup(AblationPlan plan) throws IOException {
        for (Map.Entry<Backbone, Path> weights : initial.entrySet()) {
            if (!Files.isRegularFile(weights.getValue())) {
                throw new NoSuchFileException(weights.getValue().toString());
            }
            if (plan.runs().values().stream().noneMatch(run -> run.network().backbone() == weights.getKey())) {
                throw new UserException("--init gives weights for " + weights.getKey()
                        + ", which no configuration uses; set network.backbone or --backbones");
            }
        }
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        Dataset opened = Dataset.open(dataset, heights);
        TrainingData data = TrainingData.of(opened, heights);
        EvaluationSettings evaluation = new EvaluationSettings(List.of(protocol), flip, false, List.of(0.0), 0, 1);
        return new AblationSetup(data, opened.heights(), RetrievalSets.of(data.name(), opened, decoder), evaluation,
                seeds.isEmpty() ? List.of(plan.base().seed()) : seeds, initial, decoder, inputThreads);
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    /** Reads configurations of one's own from a JSON file. */
    static final class ConfigurationList {
        private static final JsonMapper JSON = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

        private ConfigurationList() {}

        /** @throws UserException when the file is no such list, or a name stands twice in a group */
        static List<Configuration> read(Path file) throws IOException {
            List<Configuration> list;
            try {
                list = List.of(JSON.readValue(Files.readAllBytes(file), Configuration[].class));
            } catch (JacksonException e) {
                String reason = e.getCause() instanceof IllegalArgumentException cause
                        ? cause.getMessage()
                        : e.getOriginalMessage();
                throw new UserException(
                        file + " is no list of {\"name\": …, \"group\": …, \"set\": {…}}: " + reason, e);
            }
            Set<String> seen = new HashSet<>();
            for (Configuration configuration : list) {
                if (!seen.add(configuration.group() + "/" + configuration.name())) {
                    throw new UserException(file + " has '" + configuration.name() + "' twice in the group "
                            + configuration.group());
                }
            }
            if (list.isEmpty()) {
                throw new UserException(file + " lists no configuration");
            }
            return list;
        }
    }
}
