package dev.geofix.ablation;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;

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
            all.add(series(title + " R@1", group, direction, Scores::recallAt1, colours[0], true));
            all.add(series(title + " AP", group, direction, Scores::ap, colours[1], false));
        }
        return all;
    }

    private static Series series(String name, GroupReport group, String direction, Function<Scores, Spread> figure,
            Color colour, boolean primary) {
        List<Spread> spreads = group.measured().stream()
                .map(line -> line.directions().stream().filter(report -> report.direction().equals(direction))
                        .findFirst().map(report -> figure.apply(report.scores())).orElse(new Spread(Double.NaN, null)))
                .toList();
        return new Series(name, spreads.stream().map(Spread::percent).toList(),
                spreads.stream().allMatch(spread -> spread.deviation() == null)
                        ? null
                        : spreads.stream().map(Spread::deviationPercent).toList(),
                colour, primary);
    }
}
