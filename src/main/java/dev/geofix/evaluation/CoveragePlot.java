package dev.geofix.evaluation;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Coverage against error: how small the median error gets when only the surest queries are answered. A line a method. */
final class CoveragePlot {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;
    /** Told apart by everybody (Okabe and Ito, 2008). */
    private static final List<Color> COLOURS = List.of(new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73),
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
    void add(String name, MetreFigures metres) {
        double[] coverage = metres.coverage().stream().mapToDouble(point -> 100 * point.coverage()).toArray();
        double[] error = metres.coverage().stream().mapToDouble(CoveragePoint::medianMeters).toArray();
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
