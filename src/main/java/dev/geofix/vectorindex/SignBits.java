package dev.geofix.vectorindex;

/**
 * A vector's signs after subtracting a mean m and a random rotation, one bit a value, and what they say about cosines. The share of
 * differing bits of two vectors estimates the angle between them, θ ≈ π·share (Charikar 2002, section 3). The cosine searched for
 * is that before the mean was subtracted, q·x = (q − m)·(x − m) + m·x + (q − m)·m, whose last term is the same for every x.
 * So candidates are ordered by |q − m|·|x − m|·cos θ + m·x.
 */
final class SignBits {
    /** Standard deviations; beyond four lie three of 100,000. */
    private static final double MARGIN = 4;

    private final float[] mean;
    private final double meanSquared;
    private final RandomRotation rotation;
    /** cos θ for each possible count of differing bits. */
    private final float[] cosines;
    /** The same of the angle less {@value #MARGIN} standard deviations of its estimate, π·√(share·(1 − share)/bits). */
    private final float[] greatest;

    /** @param mean of the vectors to be told apart; without it the signs of look-alikes agree */
    SignBits(float[] mean) {
        this.mean = mean;
        rotation = new RandomRotation(mean.length);
        int bits = rotation.size();
        cosines = new float[bits + 1];
        greatest = new float[bits + 1];
        for (int differing = 0; differing <= bits; differing++) {
            double share = (double) differing / bits;
            double deviation = Math.sqrt(Math.max(share * (1 - share), 1.0 / bits) / bits);
            cosines[differing] = (float) Math.cos(Math.PI * share);
            greatest[differing] = (float) Math.cos(Math.PI * Math.max(0, share - MARGIN * deviation));
        }
        double squares = 0;
        for (float value : mean) {
            squares += (double) value * value;
        }
        meanSquared = squares;
    }

    int dimension() {
        return mean.length;
    }

    float[] mean() {
        return mean;
    }

    /** Longs of a signature's bits. */
    int words() {
        return rotation.size() / Long.SIZE;
    }

    /** Heap that a signature takes: bits, its own fields, and two headers. */
    int bytes() {
        return words() * Long.BYTES + 44;
    }

    Signature of(float[] vector) {
        float[] centred = new float[vector.length];
        double squares = 0;
        double meanProduct = 0;
        for (int i = 0; i < vector.length; i++) {
            centred[i] = vector[i] - mean[i];
            squares += centred[i] * centred[i];
            meanProduct += mean[i] * vector[i];
        }
        return new Signature(signs(rotation.apply(centred)), (float) Math.sqrt(squares), (float) meanProduct);
    }

    /** Estimate of the dot product of what the signatures stand for, but for a constant of the query. */
    float estimate(Signature query, Signature item) {
        return query.length() * item.length() * cosines[hamming(query.bits(), item.bits())] + item.meanProduct();
    }

    /** A dot product that the true one hardly ever exceeds. */
    double bound(Signature query, Signature item) {
        return query.length() * item.length() * greatest[hamming(query.bits(), item.bits())] + item.meanProduct()
                + query.meanProduct() - meanSquared;
    }

    /** The number of bits that differ. */
    static int hamming(long[] a, long[] b) {
        int differing = 0;
        for (int i = 0; i < a.length; i++) {
            differing += Long.bitCount(a[i] ^ b[i]);
        }
        return differing;
    }

    private static long[] signs(float[] values) {
        long[] bits = new long[values.length / 64];
        for (int i = 0; i < values.length; i++) {
            if (values[i] > 0) {
                bits[i >> 6] |= 1L << i;
            }
        }
        return bits;
    }

    /**
     * @param bits signs of the rotated x − m
     * @param length |x − m|
     * @param meanProduct m·x
     */
    record Signature(long[] bits, float length, float meanProduct) {}
}
