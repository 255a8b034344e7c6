package dev.geofix.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * One line of a table.
 *
 * @param height metres; null for a set without heights
 * @param direction such as {@code drone→satellite}
 * @param metres null where positions are not known
 */
public record SetReport(String dataset, @Nullable Integer height, String direction, Protocol protocol,
        RetrievalReport figures, @Nullable MetreFigures metres) {
    static SetReport of(SetRanking ranking) {
        RetrievalSet set = ranking.set();
        return new SetReport(set.dataset(), set.height(), set.direction(), ranking.protocol(), ranking.figures(),
                MetreFigures.of(ranking));
    }

    /** Dataset and height. */
    public String group() {
        return height == null ? dataset : dataset + " " + height + " m";
    }
}
