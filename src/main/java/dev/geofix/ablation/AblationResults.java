package dev.geofix.ablation;

import dev.geofix.ablation.AblationReport.DirectionReport;
import dev.geofix.ablation.AblationReport.GroupReport;
import dev.geofix.ablation.AblationReport.LineReport;
import dev.geofix.ablation.AblationRun.RunKey;
import dev.geofix.ablation.AblationRun.RunReport;
import dev.geofix.evaluation.EvaluationReport.SetReport;
import dev.geofix.network.GlqiNet;
import dev.geofix.training.TrainingConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what the runs give. */
final class AblationResults {
    static final String RANDOM = "random";

    private final AblationPlan plan;
    private final AblationSetup setup;
    private final List<String> notes;
    private final Map<String, Long> parameters = new HashMap<>();
    private final Map<RunKey, RunReport> reports = new HashMap<>();
    private final Map<RunKey, String> failures = new LinkedHashMap<>();

    AblationResults(AblationPlan plan, AblationSetup setup, List<String> notes) {
        this.plan = plan;
        this.setup = setup;
        this.notes = notes;
        plan.runs().forEach(
                (run, config) -> parameters.put(run, new GlqiNet(config.network()).parameterCount()));
    }

    void finished(RunKey key, RunReport report) {
        reports.put(key, report);
        failures.remove(key);
    }

    void failed(RunKey key, String reason) {
        failures.put(key, reason);
    }

    boolean anyFailed() {
        return !failures.isEmpty();
    }

    AblationReport report() {
        return new AblationReport(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), setup.data().name(),
                setup.heights(), plan.base(), setup.seeds(), setup.evaluation(), reports.size(),
                plan.runs().size() * setup.seeds().size(), notes,
                plan.groups().stream()
                        .map(group -> new GroupReport(group.name(), PaperAblation.titleOf(group.name()),
                                group.lines().stream().map(this::line).toList()))
                        .toList());
    }

    private LineReport line(AblationPlan.Line line) {
        TrainingConfig config = Objects.requireNonNull(plan.runs().get(line.run()));
        List<Long> seeds = setup.seeds().stream()
                .filter(seed -> reports.containsKey(new RunKey(line.run(), seed))).toList();
        List<RunReport> measured = seeds.stream().map(seed -> reports.get(new RunKey(line.run(), seed)))
                .filter(Objects::nonNull).toList();
        String failure = failures.entrySet().stream().filter(entry -> entry.getKey().run().equals(line.run()))
                .map(entry -> "seed " + entry.getKey().seed() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
        return new LineReport(line.configuration(), line.run(), config.network(), start(config),
                Objects.requireNonNull(parameters.get(line.run())), seeds, directions(measured),
                failure.isEmpty() ? null : failure);
    }

    private String start(TrainingConfig config) {
        @Nullable
        Path file = setup.initial().get(config.network().backbone());
        return file == null ? RANDOM : file.getFileName().toString();
    }

    private static List<DirectionReport> directions(List<RunReport> seeds) {
        if (seeds.isEmpty()) {
            return List.of();
        }
        return seeds.getFirst().figures().sets().stream().map(SetReport::direction).distinct()
                .map(direction -> DirectionReport.of(direction, seeds.stream()
                        .map(seed -> seed.figures().sets().stream().filter(set -> set.direction().equals(direction))
                                .toList())
                        .toList()))
                .toList();
    }
}
