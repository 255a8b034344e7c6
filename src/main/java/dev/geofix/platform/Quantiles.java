package dev.geofix.platform;

import java.util.Arrays;

/** Quantiles by nearest rank: of n values in ascending order the one at place ⌈share · n⌉, which is always one of them. */
public final class Quantiles {
    private Quantiles() {}

    /**
     * @param values in any order
     * @param share 0 … 1; 0.5 is the median, of an even number of values the lower of the two in the middle
     * @return not a number where there is no value
     */
    public static double of(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
