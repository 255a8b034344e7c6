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
        MeanVectorSum sum = new MeanVectorSum(table.dimension());
        float[] vector = new float[table.dimension()];
        byte[] record = table.codes().buffer();
        int step = Math.max(1, table.slots() / SAMPLE);
        for (int slot = 0; slot < table.slots(); slot += step) {
            if (table.isLive(slot) && table.read(slot, record)) {
                Int8Dot.decode(record, RecordFile.HEADER, vector);
                sum.add(vector);
            }
        }
        return sum.centre();
    }

    boolean isNear(float[] other) {
        double squares = 0;
        for (int i = 0; i < mean.length; i++) {
            squares += (mean[i] - other[i]) * (double) (mean[i] - other[i]);
        }
        return Math.sqrt(squares) <= NEAR * spread;
    }
}
