package dev.geofix.ablation;

import dev.geofix.ablation.GroupChart.Series;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves over the number of stripes. */
final class StripeChart {
    private StripeChart() {}

    /** Whether the lines differ in nothing but ascending numbers of stripes, as the built-in ones do. */
    static boolean suits(GroupReport group) {
        List<Integer> stripes = stripes(group);
        return group.name().equals(Figure.STRIPES.group())
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
