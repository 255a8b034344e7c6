package dev.geofix.ablation;

import dev.geofix.evaluation.EvaluationReport.SetReport;
import dev.geofix.evaluation.RetrievalMetrics;
import java.util.List;
import java.util.Objects;

/**
 * One direction of one configuration.
 *
 * @param direction such as {@code drone→satellite}
 * @param queries of all heights
 * @param galleries images that were ranked, each size once: heights may differ
 * @param scores mean over heights of each seed, then over seeds
 * @param heights each alone; empty for a set without heights
 */
record DirectionReport(String direction, int queries, List<Integer> galleries, Scores scores,
        List<HeightReport> heights) {
    /** @param seeds the sets of this direction, for each seed */
    static DirectionReport of(String direction, List<List<SetReport>> seeds) {
        List<SetReport> first = seeds.getFirst();
        List<HeightReport> heights = first.stream().map(SetReport::height).filter(Objects::nonNull)
                .map(height -> height(height, seeds)).toList();
        return new DirectionReport(direction, first.stream().mapToInt(set -> set.figures().queries()).sum(),
                first.stream().map(set -> set.figures().gallerySize()).distinct().sorted().toList(),
                Scores.of(figures(seeds)), heights);
    }

    private static HeightReport height(int height, List<List<SetReport>> seeds) {
        List<List<RetrievalMetrics>> figures = figures(seeds.stream()
                .map(sets -> sets.stream().filter(set -> Objects.equals(set.height(), height)).toList()).toList());
        RetrievalMetrics first = figures.getFirst().getFirst();
        return new HeightReport(height, first.queries(), first.gallerySize(), Scores.of(figures));
    }

    private static List<List<RetrievalMetrics>> figures(List<List<SetReport>> seeds) {
        return seeds.stream().map(sets -> sets.stream().map(SetReport::figures).toList()).toList();
    }

    /**
     * One direction at one height.
     *
     * @param height of the drone, metres
     * @param gallery images that were ranked
     */
    record HeightReport(int height, int queries, int gallery, Scores scores) {}
}
