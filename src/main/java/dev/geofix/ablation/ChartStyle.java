package dev.geofix.ablation;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** What all plots share: plain on white, the legend below, and an axis that shows the differences. */
final class ChartStyle {
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
        styler.setChartTitleFont(font(Font.BOLD, 18)).setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false)
                .setLegendPosition(Styler.LegendPosition.OutsideS).setLegendLayout(Styler.LegendLayout.Horizontal)
                .setLegendFont(font(Font.PLAIN, 14)).setLegendBorderColor(Color.WHITE).setChartPadding(16);
        styler.setErrorBarsColor(Color.DARK_GRAY);
        return range.low > 0 ? "percent (the axis begins at %.0f)".formatted(range.low) : "percent";
    }

    static Font font(int style, int size) {
        return new Font(FAMILY, style, size);
    }
}
