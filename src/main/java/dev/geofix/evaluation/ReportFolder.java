package dev.geofix.evaluation;

import dev.geofix.evaluation.EvaluationReport.FixReport;
import dev.geofix.evaluation.EvaluationReport.MethodReport;
import dev.geofix.evaluation.EvaluationReport.SetReport;
import dev.geofix.imaging.ImageFile;
import dev.geofix.jobs.process.JobFolder;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what an evaluation found: {@code report.md}, {@code retrieval.png} and {@code coverage.png} (with several sets
 * {@code retrieval-<set>.png} and so on), {@code coverage-fixes.png}, and last {@code report.json}: a folder that has it is complete. Every file is moved into its place whole.
 */
final class ReportFolder {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final JobFolder.Evaluation files;
    private final Path folder;

    /** Takes away what an earlier evaluation left there. */
    ReportFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        files = new JobFolder.Evaluation(folder);
        // First, since a folder that has it is taken for complete.
        Files.deleteIfExists(files.report());
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path file : entries.toList()) {
                if (JobFolder.Evaluation.RESULT.test(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    /** @param shown the run that the figures show; null where nothing was ranked */
    void write(EvaluationReport report, @Nullable Evaluation shown) throws IOException {
        StringBuilder images = new StringBuilder();
        if (shown != null) {
            drawRankings(report, shown, images);
        }
        plotFixes(report.fixes(), images);
        String markdown = MarkdownReport.of(report) + images;
        ImageFile.write(files.page(), markdown.getBytes(StandardCharsets.UTF_8));
        ImageFile.write(files.report(), JSON.writeValueAsBytes(report));
    }

    private void drawRankings(EvaluationReport report, Evaluation shown, StringBuilder images) throws IOException {
        String method = MarkdownReport.name(shown.report());
        Map<String, List<SetRanking>> groups = new LinkedHashMap<>();
        Protocol protocol = report.settings().protocols().getFirst();
        shown.rankings().stream().filter(ranking -> ranking.protocol() == protocol).forEach(ranking -> groups
                .computeIfAbsent(ranking.set().group(), group -> new ArrayList<>()).add(ranking));
        if (report.settings().examples() > 0) {
            for (Map.Entry<String, List<SetRanking>> group : groups.entrySet()) {
                String file = name("retrieval", group.getKey(), groups.size());
                ImageFile.write(folder.resolve(file), ImageFile.png(RetrievalFigure.of(method, group.getValue(),
                        report.settings().examples(), report.settings().seed())));
                images.append("\n![Queries and first matches, ").append(group.getKey()).append("](").append(file)
                        .append(")\n");
            }
        }
        for (String group : groups.keySet()) {
            plot(report, group, groups.size(), images);
        }
    }

    private void plot(EvaluationReport report, String group, int groups, StringBuilder images) throws IOException {
        CoveragePlot plot = new CoveragePlot(group);
        boolean any = false;
        for (MethodReport method : report.methods()) {
            for (SetReport set : method.sets()) {
                if (set.group().equals(group) && set.metres() != null
                        && set.protocol() == report.settings().protocols().getFirst()) {
                    plot.add(MarkdownReport.name(method), set.metres());
                    any = true;
                }
            }
        }
        if (any) {
            String file = name("coverage", group, groups);
            ImageFile.write(folder.resolve(file), ImageFile.png(plot.image()));
            images.append("\n![Error and coverage, ").append(group).append("](").append(file).append(")\n");
        }
    }

    /** A picture for each gallery, a line for each way of making fixes. */
    private void plotFixes(List<FixReport> fixes, StringBuilder images) throws IOException {
        boolean severalModels = fixes.stream().map(FixReport::model).distinct().count() > 1;
        Map<String, List<FixReport>> galleries = fixes.stream().filter(one -> one.metres() != null)
                .collect(Collectors.groupingBy(FixReport::gallery, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<FixReport>> gallery : galleries.entrySet()) {
            CoveragePlot plot = new CoveragePlot("Fixes, " + gallery.getKey());
            for (FixReport one : gallery.getValue()) {
                plot.add((severalModels ? one.model() + ", " : "") + one.method()
                        + (one.candidates() == 0 ? "" : " of " + one.candidates()) + ", told " + one.told(),
                        Objects.requireNonNull(one.metres()));
            }
            // Beside those of retrieval, which may be of a set with the same name.
            String file = name("coverage-fixes", gallery.getKey(), galleries.size());
            ImageFile.write(folder.resolve(file), ImageFile.png(plot.image()));
            images.append("\n![Error and coverage of fixes, ").append(gallery.getKey()).append("](").append(file)
                    .append(")\n");
        }
    }

    private static String name(String kind, String group, int groups) {
        String part = group.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return groups == 1 ? kind + ".png" : kind + "-" + part + ".png";
    }

    /** Coverage against error: how small the median error gets when only the surest queries are answered. A line a method. */
    private static final class CoveragePlot {
        private static final int WIDTH = 900;
        private static final int HEIGHT = 560;
        /** Told apart by everybody (Okabe and Ito, 2008). */
        private static final List<Color> COLOURS = List.of(new Color(0x0072b2), new Color(0xd55e00),
                new Color(0x009e73),
                new Color(0xcc79a7), new Color(0xe69f00), new Color(0x56b4e9));
        private static final float[][] DASHES = {null, {9, 5}, {2, 5}, {12, 4, 2, 4}};

        private final XYChart chart;
        private int lines;

        CoveragePlot(String title) {
            chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle("queries answered, %")
                    .yAxisTitle("median error, m").build();
            chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS)
                    .setLegendLayout(Styler.LegendLayout.Horizontal).setChartBackgroundColor(Color.WHITE)
                    .setChartTitleBoxVisible(false).setLegendBorderColor(Color.WHITE).setPlotBorderVisible(false);
            chart.getStyler().setXAxisMin(0.0).setXAxisMax(100.0).setYAxisMin(0.0).setPlotGridLinesColor(
                    new Color(0xe3e6e8)).setPlotGridLinesStroke(new BasicStroke(1)).setAxisTicksMarksVisible(false);
            chart.getStyler().setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
            chart.getStyler().setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
            chart.getStyler().setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
            chart.getStyler().setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        }

        /** @param name of the line */
        void add(String name, PositionErrors errors) {
            double[] coverage = errors.coverage().stream().mapToDouble(point -> 100 * point.coverage()).toArray();
            double[] error = errors.coverage().stream().mapToDouble(PositionErrors.CoveragePoint::medianMeters)
                    .toArray();
            // The library wants names that differ.
            String distinct = chart.getSeriesMap().containsKey(name) ? name + " (" + (lines + 1) + ")" : name;
            XYSeries series = chart.addSeries(distinct, coverage, error);
            series.setMarker(SeriesMarkers.NONE).setLineColor(COLOURS.get(lines % COLOURS.size()))
                    .setLineStyle(stroke(DASHES[lines % DASHES.length]));
            lines++;
        }

        BufferedImage image() {
            return BitmapEncoder.getBufferedImage(chart);
        }

        private static BasicStroke stroke(float[] dash) {
            return new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, dash, 0);
        }
    }
}
