package dev.geofix.ablation;

import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * One figure over several seeds, as a share 0 … 1.
 *
 * @param deviation sample standard deviation, with n − 1; null for one seed
 */
record Spread(double mean, @Nullable Double deviation) {
    static Spread of(double[] values) {
        double mean = DoubleStream.of(values).average().orElseThrow();
        double squares = DoubleStream.of(values).map(value -> (value - mean) * (value - mean)).sum();
        return new Spread(mean, values.length < 2 ? null : Math.sqrt(squares / (values.length - 1)));
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
