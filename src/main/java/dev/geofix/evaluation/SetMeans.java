package dev.geofix.evaluation;

/** Centring without training: each set of descriptors less its own mean. */
final class SetMeans {
    private SetMeans() {}

    static float[][] subtract(float[][] descriptors) {
        int dimension = descriptors[0].length;
        double[] mean = new double[dimension];
        for (float[] descriptor : descriptors) {
            for (int d = 0; d < dimension; d++) {
                mean[d] += descriptor[d] / descriptors.length;
            }
        }
        float[][] centred = new float[descriptors.length][dimension];
        for (int i = 0; i < descriptors.length; i++) {
            for (int d = 0; d < dimension; d++) {
                centred[i][d] = (float) (descriptors[i][d] - mean[d]);
            }
        }
        return centred;
    }
}
