package dev.geofix.ablation;

import dev.geofix.ablation.AblationReport.DirectionReport;
import dev.geofix.ablation.AblationReport.GroupReport;
import dev.geofix.ablation.AblationReport.LineReport;
import dev.geofix.training.TrainingConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables as a person reads them, in percent as the paper gives them. */
final class MarkdownTables {
    private final StringBuilder text = new StringBuilder();

    private MarkdownTables() {}

    static String of(AblationReport report) {
        MarkdownTables tables = new MarkdownTables();
        tables.head(report);
        report.groups().forEach(tables::group);
        return tables.text.toString();
    }

    private void head(AblationReport report) {
        TrainingConfig base = report.base();
        List<String> changed = base.differences(TrainingConfig.of(base.recipe(), Map.of())).stream()
                .map(difference -> difference.replaceFirst(", not .*", "")).toList();
        line("# Ablations on " + report.dataset());
        line("");
        line(report.finished() + " of " + report.runs() + " trainings are finished (" + report.created() + ").");
        line("");
        line("- Recipe `" + base.recipe().name().toLowerCase(Locale.ROOT) + "`"
                + (changed.isEmpty() ? "" : " with " + String.join("; ", changed)) + ". Seeds: "
                + joined(report.seeds()) + ".");
        line("- Evaluation: " + report.evaluation().protocols().getFirst().title()
                + (report.evaluation().flip() ? ", with mirrored pictures" : "")
                + ". R@1 and AP in percent; ± is the sample standard deviation over seeds; Δ is the difference of R@1 to the table's first line, in points.");
        if (!report.heights().isEmpty()) {
            line("- Figures are means over the heights " + joined(report.heights())
                    + " m; each height alone stands in `ablations.json`.");
        }
        report.notes().forEach(note -> line("- " + note));
    }

    private void group(GroupReport group) {
        line("");
        line("## " + group.title());
        line("");
        List<String> directions = group.directions();
        if (!group.measured().isEmpty()) {
            line("![" + group.title() + "](" + group.name() + ".png)");
            line("");
        }
        row("configuration", "parameters", "seeds", directions.stream().flatMap(direction -> List
                .of(title(direction) + ", gallery " + galleries(group, direction) + ": R@1", "AP", "Δ").stream())
                .toList());
        row("---", "--:", "--:", directions.stream().flatMap(direction -> List.of("--:", "--:", "--:").stream())
                .toList());
        for (LineReport line : group.lines()) {
            List<String> cells = new ArrayList<>();
            directions.forEach(direction -> cells.addAll(cells(line, group.lines().getFirst(), direction)));
            row(line.configuration(), String.format(Locale.ROOT, "%,d", line.parameters()),
                    line.isMeasured() ? joined(line.seeds()) : line.failure() == null ? "waits" : "failed", cells);
        }
        starts(group);
        group.lines().stream().filter(line -> line.failure() != null)
                .forEach(line -> note("`" + line.configuration() + "` failed: " + line.failure()));
    }

    /** Trained weights and random ones in one table must not be taken for a difference of the networks. */
    private void starts(GroupReport group) {
        Map<String, List<String>> byStart = group.lines().stream().collect(Collectors.groupingBy(LineReport::start,
                Collectors.mapping(LineReport::configuration, Collectors.toList())));
        if (byStart.size() == 1) {
            note("Backbones start from " + start(byStart.keySet().iterator().next()) + ".");
        } else {
            byStart.forEach(
                    (start, lines) -> note("From " + start(start) + " start: " + String.join(", ", lines) + "."));
        }
    }

    private static String start(String start) {
        return start.equals(AblationResults.RANDOM) ? "random weights" : "`" + start + "`";
    }

    private static List<String> cells(LineReport line, LineReport first, String direction) {
        return find(line, direction).map(report -> List.of(report.scores().recallAt1().text(),
                report.scores().ap().text(),
                line.equals(first)
                        ? ""
                        : find(first, direction).map(reference -> String.format(Locale.ROOT, "%+.2f",
                                report.scores().recallAt1().percent() - reference.scores().recallAt1().percent()))
                                .orElse("")))
                .orElse(List.of("", "", ""));
    }

    private static Optional<DirectionReport> find(LineReport line, String direction) {
        return line.directions().stream().filter(report -> report.direction().equals(direction)).findFirst();
    }

    private static String galleries(GroupReport group, String direction) {
        return group.measured().stream().flatMap(line -> find(line, direction).stream())
                .flatMap(report -> report.galleries().stream()).distinct().sorted().map(Object::toString)
                .collect(Collectors.joining("/"));
    }

    /** Such as {@code Drone→Satellite}. */
    static String title(String direction) {
        return Arrays.stream(direction.split("→"))
                .map(view -> view.substring(0, 1).toUpperCase(Locale.ROOT) + view.substring(1))
                .collect(Collectors.joining("→"));
    }

    private static String joined(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private void row(String first, String second, String third, List<String> others) {
        line("| " + first + " | " + second + " | " + third + " | "
                + others.stream().map(cell -> cell + " |").collect(Collectors.joining(" ")));
    }

    private void note(String words) {
        line("");
        line(words);
    }

    private void line(String words) {
        text.append(words).append('\n');
    }
}
