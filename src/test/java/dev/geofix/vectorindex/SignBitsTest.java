package dev.geofix.vectorindex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.vectorindex.SignBits.Signature;
import org.junit.jupiter.api.Test;

class SignBitsTest {
    private static final int DIMENSION = 1024;

    private final Vectors vectors = new Vectors(DIMENSION, 9);
    private final float[][] all = vectors.clusters(100, 5);

    @Test
    void theBoundLiesAboveTheCosineAndNotFarAbove() {
        MeanVector.Sum sum = new MeanVector.Sum(DIMENSION);
        for (float[] vector : all) {
            sum.add(vector);
        }
        SignBits signs = new SignBits(sum.mean().mean());
        int above = 0;
        int pairs = 0;
        double distance = 0;
        for (int i = 0; i < 50; i++) {
            float[] query = vectors.near(all[i]);
            Signature signature = signs.of(query);
            for (float[] vector : all) {
                double slack = signs.bound(signature, signs.of(vector)) - Vectors.cosine(query, vector);
                above += slack >= 0 ? 1 : 0;
                distance += slack;
                pairs++;
            }
        }
        assertThat((double) above / pairs).isGreaterThan(0.999);
        assertThat(distance / pairs).isLessThan(0.2);
    }

    @Test
    void equalVectorsHaveEqualSignatures() {
        SignBits signs = new SignBits(new float[DIMENSION]);
        assertThat(SignBits.hamming(signs.of(all[0]).bits(), signs.of(all[0]).bits())).isZero();
        assertThat(signs.bound(signs.of(all[0]), signs.of(all[0]))).isGreaterThan(0.99);
    }
}
