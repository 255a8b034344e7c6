package dev.geofix.evaluation;

import dev.geofix.evaluation.EvaluationReport.FixReport;
import dev.geofix.evaluation.EvaluationReport.MethodReport;
import dev.geofix.evaluation.EvaluationReport.SetReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A report as Markdown: for each dataset the paper's table (methods by direction and height, R@1 and AP), then everything that was measured. Shares stand in percent.
 */
final class MarkdownReport {
    private static final List<String> DIRECTIONS = List.of("drone→satellite", "satellite→drone");
    private static final int NAMED = 20;

    private final EvaluationReport report;
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport(EvaluationReport report) {
        this.report = report;
    }

    static String of(EvaluationReport report) {
        MarkdownReport markdown = new MarkdownReport(report);
        markdown.write();
        return markdown.text.toString();
    }

    private void write() {
        text.append("# Evaluation\n\n").append(report.created());
        if (!report.methods().isEmpty()) {
            retrieval();
        }
        fixes();
    }

    private void retrieval() {
        text.append(", ").append(report.settings().flip() ? "picture and mirror image" : "each picture once")
                .append(", turns ")
                .append(report.settings().turns()).append("°. Shares in percent; R@1 % is the share found within the ")
                .append("first 1 % of the gallery.\n");
        for (Protocol protocol : report.settings().protocols()) {
            for (String dataset : distinct(set -> DIRECTIONS.contains(set.direction()))) {
                summary(dataset, protocol);
            }
        }
        figures();
        metres();
        methods();
        unreadable();
    }

    /** A column of R@1 and AP for each direction and height. */
    private void summary(String dataset, Protocol protocol) {
        List<SetReport> columns = lines(report.methods().getFirst(), dataset, protocol);
        if (columns.isEmpty()) {
            return;
        }
        text.append("\n## ").append(dataset).append(", ").append(protocol.title()).append("\n\n");
        List<String> titles = new ArrayList<>(List.of("method"));
        for (SetReport column : columns) {
            String height = column.height() == null ? "" : ", " + column.height() + " m";
            titles.add(capitalised(column.direction()) + height + " R@1");
            titles.add("AP");
        }
        MarkdownTable table = new MarkdownTable(titles);
        List<String> galleries = new ArrayList<>(List.of("*gallery*"));
        columns.forEach(column -> galleries
                .addAll(List.of("*" + column.figures().gallerySize() + "*", "")));
        table.row(galleries);
        for (MethodReport method : report.methods()) {
            List<String> cells = new ArrayList<>(List.of(name(method)));
            lines(method, dataset, protocol).forEach(line -> cells
                    .addAll(List.of(percent(line.figures().recallAt1()), percent(line.figures().ap()))));
            table.row(cells);
        }
        text.append(table);
    }

    private void figures() {
        text.append("\n## All figures\n\n");
        MarkdownTable table = new MarkdownTable(
                List.of("set", "protocol", "gallery", "queries", "method", "R@1", "R@5", "R@10", "R@1 %", "AP"));
        for (MethodReport method : report.methods()) {
            for (SetReport set : method.sets()) {
                RetrievalMetrics figures = set.figures();
                table.row(List.of(set.group() + " " + set.direction(), set.protocol().title(),
                        Integer.toString(figures.gallerySize()), Integer.toString(figures.queries()), name(method),
                        percent(figures.recallAt1()), percent(figures.recallAt5()), percent(figures.recallAt10()),
                        percent(figures.recallAt1Percent()), percent(figures.ap())));
            }
        }
        text.append(table);
    }

    private void metres() {
        MarkdownTable table = new MarkdownTable(
                List.of("set", "queries", "method", "median m", "P90 m", "≤ 20 m", "≤ 50 m", "≤ 100 m"));
        boolean any = false;
        for (MethodReport method : report.methods()) {
            for (SetReport set : method.sets()) {
                PositionErrors errors = set.metres();
                if (errors != null) {
                    any = true;
                    table.row(List.of(set.group() + " " + set.direction(), Integer.toString(errors.queries()),
                            name(method), decimal(errors.median()), decimal(errors.p90()), percent(errors.within20()),
                            percent(errors.within50()), percent(errors.within100())));
                }
            }
        }
        if (any) {
            text.append("\n## Error of the best match\n\n").append(table);
        }
    }

    private void fixes() {
        if (report.fixes().isEmpty()) {
            return;
        }
        text.append("\n## Fixes\n\nErrors of all fixes, accepted or not; *wrong*: accepted and farther off than ")
                .append(decimal(report.wrongBeyondMeters()))
                .append(" m; *covered*: accepted and within their radius.\n\n");
        MarkdownTable table = new MarkdownTable(List.of("model", "gallery", "told", "fix", "candidates", "photos",
                "median m", "P90 m", "≤ 5 m", "≤ 10 m", "≤ 20 m", "≤ 50 m", "≤ 100 m", "accepted", "wrong", "covered",
                "strangers", "accepted"));
        for (FixReport fixes : report.fixes()) {
            List<String> cells = new ArrayList<>(List.of(fixes.model(), fixes.gallery(), fixes.told(), fixes.method(),
                    fixes.candidates() == 0 ? "–" : Integer.toString(fixes.candidates()),
                    Integer.toString(fixes.photos())));
            PositionErrors errors = fixes.metres();
            cells.addAll(errors == null
                    ? Collections.nCopies(7, "–")
                    : List.of(decimal(errors.median()), decimal(errors.p90()), percent(errors.within5()),
                            percent(errors.within10()), percent(errors.within20()), percent(errors.within50()),
                            percent(errors.within100())));
            cells.addAll(List.of(fixes.photos() == 0 ? "–" : percent((double) fixes.accepted() / fixes.photos()),
                    Integer.toString(fixes.acceptedAndWrong()),
                    fixes.radiusCovers() == null ? "–" : percent(fixes.radiusCovers()),
                    Integer.toString(fixes.strangers()), Integer.toString(fixes.strangersAccepted())));
            table.row(cells);
        }
        text.append(table);
    }

    private void methods() {
        text.append("\n## Methods\n\n");
        MarkdownTable table = new MarkdownTable(
                List.of("method", "input", "descriptor", "mean cosine between parts", "the same before the heads",
                        "seconds"));
        for (MethodReport method : report.methods()) {
            table.row(List.of(name(method), method.inputSize() + " px", Integer.toString(method.dimension()),
                    cosine(method.partCosine()), cosine(method.pooledCosine()),
                    decimal(method.seconds())));
        }
        text.append(table);
    }

    private void unreadable() {
        Set<EvaluationReport.UnreadablePicture> pictures = new LinkedHashSet<>();
        report.methods().forEach(method -> pictures.addAll(method.unreadable()));
        if (!pictures.isEmpty()) {
            text.append("\n## Left out: ").append(pictures.size()).append(" pictures that cannot be read\n\n");
            pictures.stream().limit(NAMED).forEach(
                    picture -> text.append("- ").append(picture.picture()).append(": ").append(picture.reason())
                            .append('\n'));
            if (pictures.size() > NAMED) {
                text.append("- and ").append(pictures.size() - NAMED).append(" more, see report.json\n");
            }
        }
    }

    private Set<String> distinct(Predicate<SetReport> wanted) {
        Set<String> datasets = new LinkedHashSet<>();
        report.methods().getFirst().sets().stream().filter(wanted).forEach(set -> datasets.add(set.dataset()));
        return datasets;
    }

    /** Of one dataset: drone to satellite first, then by height. */
    private static List<SetReport> lines(MethodReport method, String dataset, Protocol protocol) {
        List<SetReport> lines = new ArrayList<>();
        for (String direction : DIRECTIONS) {
            method.sets().stream().filter(set -> set.dataset().equals(dataset) && set.protocol() == protocol
                    && set.direction().equals(direction)).forEach(lines::add);
        }
        return lines;
    }

    static String name(MethodReport method) {
        return method.method() + (method.centred() ? ", mean-centred" : "");
    }

    private static String capitalised(String direction) {
        return direction.startsWith("drone") ? "Drone→Satellite" : "Satellite→Drone";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", 100 * share);
    }

    private static String cosine(@Nullable Double mean) {
        return mean == null ? "–" : String.format(Locale.ROOT, "%.3f", mean);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** A table in Markdown, made row by row. */
    private static final class MarkdownTable {
        private final List<String> lines = new ArrayList<>();

        MarkdownTable(List<String> columns) {
            row(columns);
            row(Collections.nCopies(columns.size(), "---"));
        }

        void row(List<String> cells) {
            lines.add("| " + String.join(" | ", cells.stream().map(cell -> cell.replace("|", "\\|")).toList()) + " |");
        }

        @Override
        public String toString() {
            return String.join("\n", lines) + "\n";
        }
    }
}
