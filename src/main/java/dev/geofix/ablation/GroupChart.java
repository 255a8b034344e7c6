package dev.geofix.ablation;

import dev.geofix.ablation.AblationReport.GroupReport;
import dev.geofix.ablation.AblationReport.LineReport;
import dev.geofix.ablation.GroupChart.Series;
import dev.geofix.ablation.SeedMetrics.MeanAndDeviation;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The plot of a table: R@1 and AP in each direction, bars for configurations, curves for numbers of stripes. */
final class GroupChart {
    static final int WIDTH = 1000;
    static final int HEIGHT = 560;
    static final BasicStroke SOLID = new BasicStroke(2.2f);
    static final BasicStroke DASHED = new BasicStroke(2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1,
            new float[]{9, 6}, 0);
    private static final Color[][] COLOURS = {{new Color(0x0b559f), new Color(0x8fbce0)},
        {new Color(0xb3560a), new Color(0xf0b98a)}, {new Color(0x3a7d34), new Color(0xa8d3a2)}};

    private GroupChart() {}

    /**
     * One figure in one direction, in percent.
     *
     * @param values one a measured line; not a number where it lacks the direction
     * @param deviations null for one seed
     * @param primary R@1; the other is AP
     */
    record Series(String name, List<Double> values, @Nullable List<Double> deviations, Color colour, boolean primary) {}

    static BufferedImage of(GroupReport group) {
        return BitmapEncoder.getBufferedImage(StripeChart.suits(group)
                ? StripeChart.of(group, series(group))
                : BarChart.of(group, series(group)));
    }

    private static List<Series> series(GroupReport group) {
        List<Series> all = new ArrayList<>();
        List<String> directions = group.directions();
        for (int i = 0; i < directions.size(); i++) {
            Color[] colours = COLOURS[i % COLOURS.length];
            String direction = directions.get(i);
            String title = MarkdownTables.title(direction);
            all.add(series(title + " R@1", group, direction, SeedMetrics::recallAt1, colours[0], true));
            all.add(series(title + " AP", group, direction, SeedMetrics::ap, colours[1], false));
        }
        return all;
    }

    private static Series series(String name, GroupReport group, String direction,
            Function<SeedMetrics, MeanAndDeviation> figure,
            Color colour, boolean primary) {
        List<MeanAndDeviation> statistics = group.measured().stream()
                .map(line -> line.directions().stream().filter(report -> report.direction().equals(direction))
                        .findFirst().map(report -> figure.apply(report.scores()))
                        .orElse(new MeanAndDeviation(Double.NaN, null)))
                .toList();
        return new Series(name, statistics.stream().map(MeanAndDeviation::percent).toList(),
                statistics.stream().allMatch(statistic -> statistic.deviation() == null)
                        ? null
                        : statistics.stream().map(MeanAndDeviation::deviationPercent).toList(),
                colour, primary);
    }

    /** Bars side by side for each configuration, their values on them. */
    private static final class BarChart {
        private static final int BAR = 46;
        private static final int AXIS = 110;
        /** Pixels of a letter of a label, about. */
        private static final int LETTER = 8;

        private BarChart() {}

        static CategoryChart of(GroupReport group, List<Series> series) {
            List<String> labels = group.measured().stream().map(LineReport::configuration).toList();
            int width = Math.max(GroupChart.WIDTH, AXIS + labels.size() * series.size() * BAR);
            CategoryChart chart = new CategoryChartBuilder().width(width).height(GroupChart.HEIGHT).title(group.title())
                    .build();
            CategoryStyler styler = chart.getStyler();
            chart.setYAxisTitle(ChartStyle.apply(styler, series));
            styler.setAvailableSpaceFill(0.84).setLabelsVisible(true).setLabelsPosition(0.05)
                    .setLabelsFont(ChartStyle.font(Font.PLAIN, 12)).setLabelsFontColorAutomaticEnabled(true);
            int longest = labels.stream().mapToInt(String::length).max().orElse(0);
            if (longest * LETTER > (width - AXIS) / labels.size()) {
                styler.setXAxisLabelRotation(30);
            }
            for (Series one : series) {
                CategorySeries bars = chart.addSeries(one.name(), labels, one.values(), one.deviations());
                bars.setFillColor(one.colour());
                bars.setLineColor(Color.WHITE);
            }
            return chart;
        }
    }

    /** Curves over the number of stripes. */
    private static final class StripeChart {
        private StripeChart() {}

        /** Whether the lines differ in nothing but ascending numbers of stripes, as the built-in ones do. */
        static boolean suits(GroupReport group) {
            List<Integer> stripes = stripes(group);
            return group.name().equals(PaperAblation.STRIPES.group())
                    && stripes.equals(stripes.stream().distinct().sorted().toList());
        }

        static XYChart of(GroupReport group, List<Series> series) {
            XYChart chart = new XYChartBuilder().width(GroupChart.WIDTH).height(GroupChart.HEIGHT).title(group.title())
                    .xAxisTitle("stripes t in each direction").build();
            chart.setYAxisTitle(ChartStyle.apply(chart.getStyler(), series));
            int most = group.lines().stream().mapToInt(line -> line.network().stripes()).max().orElseThrow();
            chart.getStyler().setXAxisMin(0.5).setXAxisMax(most + 0.5).setXAxisDecimalPattern("0");
            for (Series one : series) {
                XYSeries curve = chart.addSeries(one.name(), stripes(group), one.values(), one.deviations());
                curve.setLineColor(one.colour());
                curve.setMarkerColor(one.colour());
                curve.setMarker(one.primary() ? SeriesMarkers.CIRCLE : SeriesMarkers.DIAMOND);
                curve.setLineStyle(one.primary() ? GroupChart.SOLID : GroupChart.DASHED);
            }
            return chart;
        }

        private static List<Integer> stripes(GroupReport group) {
            return group.measured().stream().map(line -> line.network().stripes()).toList();
        }
    }

    /** What all plots share: plain on white, the legend below, and an axis that shows the differences. */
    static final class ChartStyle {
        private static final String FAMILY = Font.SANS_SERIF;
        private static final Color GRID = new Color(0xdddddd);
        private static final double STEP = 5;

        private ChartStyle() {}

        /**
         * Percent that the axis shows, multiples of {@value #STEP}.
         *
         * @param low 0 unless all values are far above it
         */
        record Range(double low, double high) {
            static Range of(List<GroupChart.Series> series) {
                double lowest = 100;
                double highest = 0;
                for (GroupChart.Series one : series) {
                    for (int i = 0; i < one.values().size(); i++) {
                        double value = one.values().get(i);
                        double deviation = one.deviations() == null ? 0 : one.deviations().get(i);
                        if (!Double.isNaN(value)) {
                            lowest = Math.min(lowest, value - deviation);
                            highest = Math.max(highest, value + deviation);
                        }
                    }
                }
                double margin = Math.max(2, 0.3 * (highest - lowest));
                double low = Math.max(0, STEP * Math.floor((lowest - margin) / STEP));
                double high = Math.min(100, STEP * Math.ceil((highest + 0.1 * margin) / STEP));
                return new Range(low, Math.max(high, low + 2 * STEP));
            }
        }

        /** @return the title of the axis of percents */
        static String apply(AxesChartStyler styler, List<GroupChart.Series> series) {
            Range range = Range.of(series);
            styler.setYAxisMin(range.low).setYAxisMax(range.high).setYAxisDecimalPattern("0.#");
            styler.setPlotGridLinesColor(GRID).setPlotGridVerticalLinesVisible(false);
            styler.setAxisTitleFont(font(Font.PLAIN, 15)).setAxisTickLabelsFont(font(Font.PLAIN, 14));
            styler.setChartTitleFont(font(Font.BOLD, 18)).setChartBackgroundColor(Color.WHITE)
                    .setPlotBorderVisible(false)
                    .setLegendPosition(Styler.LegendPosition.OutsideS).setLegendLayout(Styler.LegendLayout.Horizontal)
                    .setLegendFont(font(Font.PLAIN, 14)).setLegendBorderColor(Color.WHITE).setChartPadding(16);
            styler.setErrorBarsColor(Color.DARK_GRAY);
            return range.low > 0 ? "percent (the axis begins at %.0f)".formatted(range.low) : "percent";
        }

        static Font font(int style, int size) {
            return new Font(FAMILY, style, size);
        }
    }
}
