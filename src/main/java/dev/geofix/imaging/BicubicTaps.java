package dev.geofix.imaging;

/**
 * What each output sample of one axis is made of: {@code count[i]} neighbours from {@code first[i]} on, weighted by
 * {@code weights[i · stride …]} in fixed point.
 *
 * <p>The kernel is Keys' cubic convolution ("Cubic convolution interpolation for digital image processing", 1981, Eq. 15) with
 * a = −0.5, stretched by the reduction when the axis shrinks. The weights of a sample add up to one.
 */
record BicubicTaps(int size, int stride, int[] first, int[] count, int[] weights) {
    /** Fraction bits of a weight: eight bits of a sample, two of headroom for the kernel's overshoot, and the sign's. */
    static final int BITS = 22;

    static final int HALF = 1 << (BITS - 1);

    private static final double A = -0.5;

    static BicubicTaps between(int from, int to) {
        double scale = (double) from / to;
        double stretch = Math.max(scale, 1);
        double support = 2 * stretch;
        int stride = 2 * (int) Math.ceil(support) + 1;
        int[] first = new int[to];
        int[] count = new int[to];
        int[] weights = new int[Math.multiplyExact(to, stride)];
        double[] kernel = new double[stride];
        for (int i = 0; i < to; i++) {
            double center = (i + 0.5) * scale;
            first[i] = Math.max(0, (int) (center - support + 0.5));
            count[i] = Math.min(from, (int) (center + support + 0.5)) - first[i];
            double total = 0;
            for (int j = 0; j < count[i]; j++) {
                kernel[j] = cubic((first[i] + j - center + 0.5) / stretch);
                total += kernel[j];
            }
            for (int j = 0; j < count[i]; j++) {
                weights[i * stride + j] = (int) Math.rint(kernel[j] / total * (1 << BITS));
            }
        }
        return new BicubicTaps(to, stride, first, count, weights);
    }

    private static double cubic(double offset) {
        double x = Math.abs(offset);
        if (x < 1) {
            return ((A + 2) * x - (A + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
}
