package dev.geofix.vectorindex;

/** Adds vectors up to their {@link MeanVector}. What is not finite is left out. */
final class MeanVectorSum {
    private final double[] sum;
    private double squares;
    private int count;

    MeanVectorSum(int dimension) {
        sum = new double[dimension];
    }

    void add(float[] vector) {
        double own = 0;
        for (float value : vector) {
            own += (double) value * value;
        }
        if (!Double.isFinite(own)) {
            return;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] += vector[i];
        }
        squares += own;
        count++;
    }

    /** Zeros when nothing was added. */
    MeanVector centre() {
        float[] mean = new float[sum.length];
        double length = 0;
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / Math.max(1, count));
            length += (double) mean[i] * mean[i];
        }
        return new MeanVector(mean, Math.sqrt(Math.max(0, squares / Math.max(1, count) - length)));
    }
}
