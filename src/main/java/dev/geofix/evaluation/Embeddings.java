package dev.geofix.evaluation;

import java.util.Arrays;

/**
 * Descriptors of some pictures.
 *
 * @param rows one a picture, of any length other than 0
 * @param partCosines of each picture, the mean cosine between the parts of its descriptor before anything is taken off them; empty for descriptors of one part
 * @param pooledCosines the same of what the parts saw before their heads; empty where that is not known
 */
public record Embeddings(float[][] rows, double[] partCosines, double[] pooledCosines) {
    /** Descriptors that have no parts. */
    public static Embeddings of(float[][] rows) {
        return new Embeddings(rows, new double[0], new double[0]);
    }

    /**
     * Of each descriptor the mean cosine between its parts.
     *
     * @param parts of equal length, part after part
     * @return empty for fewer than two parts
     */
    public static double[] partCosines(float[][] rows, int parts) {
        return parts < 2
                ? new double[0]
                : Arrays.stream(rows).mapToDouble(row -> meanCosine(row, parts)).toArray();
    }

    /** With unit parts u: Σ over pairs of u·v is (|Σu|² − P) / 2, and there are P·(P − 1) / 2 pairs. A part of length 0 is at right angles to all. */
    private static double meanCosine(float[] row, int parts) {
        int dimension = row.length / parts;
        double[] sum = new double[dimension];
        int present = 0;
        for (int part = 0; part < parts; part++) {
            double squares = 0;
            for (int d = 0; d < dimension; d++) {
                squares += (double) row[part * dimension + d] * row[part * dimension + d];
            }
            if (squares > 0) {
                present++;
                double scale = 1 / Math.sqrt(squares);
                for (int d = 0; d < dimension; d++) {
                    sum[d] += scale * row[part * dimension + d];
                }
            }
        }
        double length = 0;
        for (double value : sum) {
            length += value * value;
        }
        return (length - present) / (parts * (parts - 1.0));
    }
}
