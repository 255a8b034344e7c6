package dev.geofix.vectorindex;

/**
 * Where a table's vectors lie.
 *
 * @param spread root mean square of their distances from the mean
 */
record MeanVector(float[] mean, double spread) {
    /** The mean of so many is off by a 64th of the spread. */
    private static final int SAMPLE = 4096;
    /** A mean that has moved by less, in spreads, tells vectors apart as well as the new one. */
    private static final double NEAR = 0.1;

    /** Of a sample of evenly spaced live vectors. */
    static MeanVector of(VectorTable table) {
        Sum sum = new Sum(table.dimension());
        float[] vector = new float[table.dimension()];
        byte[] record = table.records().buffer();
        int step = Math.max(1, table.slots() / SAMPLE);
        for (int slot = 0; slot < table.slots(); slot += step) {
            if (table.isLive(slot) && table.read(slot, record)) {
                Int8Vector.decode(record, RecordFile.HEADER, vector);
                sum.add(vector);
            }
        }
        return sum.mean();
    }

    boolean isNear(float[] other) {
        double squares = 0;
        for (int i = 0; i < mean.length; i++) {
            squares += (mean[i] - other[i]) * (double) (mean[i] - other[i]);
        }
        return Math.sqrt(squares) <= NEAR * spread;
    }

    /** Adds vectors up to their mean. What is not finite is left out. */
    static final class Sum {
        private final double[] sum;
        private double squares;
        private int count;

        Sum(int dimension) {
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
        MeanVector mean() {
            float[] mean = new float[sum.length];
            double length = 0;
            for (int i = 0; i < mean.length; i++) {
                mean[i] = (float) (sum[i] / Math.max(1, count));
                length += (double) mean[i] * mean[i];
            }
            return new MeanVector(mean, Math.sqrt(Math.max(0, squares / Math.max(1, count) - length)));
        }
    }
}
