package dev.geofix.ablation;

import dev.geofix.ablation.GroupChart.Series;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.CategoryStyler;

/** Bars side by side for each configuration, their values on them. */
final class BarChart {
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
