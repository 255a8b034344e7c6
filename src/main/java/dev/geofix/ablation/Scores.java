package dev.geofix.ablation;

import dev.geofix.evaluation.RetrievalReport;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Retrieval over several seeds. */
record Scores(Spread recallAt1, Spread recallAt5, Spread recallAt10, Spread recallAt1Percent, Spread ap) {
    /** @param seeds for each seed its test sets, one a height; a seed's figure is their mean */
    static Scores of(List<List<RetrievalReport>> seeds) {
        return new Scores(spread(seeds, RetrievalReport::recallAt1), spread(seeds, RetrievalReport::recallAt5),
                spread(seeds, RetrievalReport::recallAt10), spread(seeds, RetrievalReport::recallAt1Percent),
                spread(seeds, RetrievalReport::ap));
    }

    private static Spread spread(List<List<RetrievalReport>> seeds, ToDoubleFunction<RetrievalReport> figure) {
        return Spread.of(seeds.stream()
                .mapToDouble(sets -> sets.stream().mapToDouble(figure).average().orElseThrow()).toArray());
    }
}
