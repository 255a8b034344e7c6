package dev.geofix.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;

/** How far two tensors are from each other. */
public final class Differences {
    private Differences() {}

    /** The largest difference, against the largest magnitude of what is expected. */
    public static double relative(NDArray actual, NDArray expected) {
        assertThat(actual.getShape()).isEqualTo(expected.getShape());
        double scale = expected.abs().max().getFloat();
        return actual.sub(expected).abs().max().getFloat() / scale;
    }

    public static void assertClose(NDArray actual, NDArray expected, double tolerance) {
        assertThat(relative(actual, expected)).isLessThanOrEqualTo(tolerance);
    }
}
