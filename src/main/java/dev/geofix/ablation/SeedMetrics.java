package dev.geofix.ablation;

import dev.geofix.evaluation.RetrievalMetrics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Retrieval over several seeds. */
record SeedMetrics(MeanAndDeviation recallAt1, MeanAndDeviation recallAt5, MeanAndDeviation recallAt10,
        MeanAndDeviation recallAt1Percent, MeanAndDeviation ap) {
    /** @param seeds for each seed its test sets, one a height; a seed's figure is their mean */
    static SeedMetrics of(List<List<RetrievalMetrics>> seeds) {
        return new SeedMetrics(statistic(seeds, RetrievalMetrics::recallAt1),
                statistic(seeds, RetrievalMetrics::recallAt5),
                statistic(seeds, RetrievalMetrics::recallAt10), statistic(seeds, RetrievalMetrics::recallAt1Percent),
                statistic(seeds, RetrievalMetrics::ap));
    }

    private static MeanAndDeviation statistic(List<List<RetrievalMetrics>> seeds,
            ToDoubleFunction<RetrievalMetrics> figure) {
        return MeanAndDeviation.of(seeds.stream()
                .mapToDouble(sets -> sets.stream().mapToDouble(figure).average().orElseThrow()).toArray());
    }

    /**
     * One figure over several seeds, as a share 0 … 1.
     *
     * @param deviation sample standard deviation, with n − 1; null for one seed
     */
    record MeanAndDeviation(double mean, @Nullable Double deviation) {
        static MeanAndDeviation of(double[] values) {
            double mean = DoubleStream.of(values).average().orElseThrow();
            double squares = DoubleStream.of(values).map(value -> (value - mean) * (value - mean)).sum();
            return new MeanAndDeviation(mean, values.length < 2 ? null : Math.sqrt(squares / (values.length - 1)));
        }

        double percent() {
            return 100 * mean;
        }

        double deviationPercent() {
            return deviation == null ? 0 : 100 * deviation;
        }

        /** In percent, such as {@code 89.52 ± 0.31}. */
        String text() {
            return deviation == null
                    ? String.format(Locale.ROOT, "%.2f", percent())
                    : String.format(Locale.ROOT, "%.2f ± %.2f", percent(), deviationPercent());
        }
    }
}
