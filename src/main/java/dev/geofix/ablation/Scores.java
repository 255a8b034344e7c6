package dev.geofix.ablation;

import dev.geofix.evaluation.RetrievalMetrics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Retrieval over several seeds. */
record Scores(Spread recallAt1, Spread recallAt5, Spread recallAt10, Spread recallAt1Percent, Spread ap) {
    /** @param seeds for each seed its test sets, one a height; a seed's figure is their mean */
    static Scores of(List<List<RetrievalMetrics>> seeds) {
        return new Scores(spread(seeds, RetrievalMetrics::recallAt1), spread(seeds, RetrievalMetrics::recallAt5),
                spread(seeds, RetrievalMetrics::recallAt10), spread(seeds, RetrievalMetrics::recallAt1Percent),
                spread(seeds, RetrievalMetrics::ap));
    }

    private static Spread spread(List<List<RetrievalMetrics>> seeds, ToDoubleFunction<RetrievalMetrics> figure) {
        return Spread.of(seeds.stream()
                .mapToDouble(sets -> sets.stream().mapToDouble(figure).average().orElseThrow()).toArray());
    }
}
