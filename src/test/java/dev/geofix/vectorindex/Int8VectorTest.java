package dev.geofix.vectorindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class Int8VectorTest {
    @Test
    void aCosineStaysTrue() {
        float[][] vectors = new Vectors(8192, 1).clusters(1, 2);
        float[] decoded = Int8Vector.decode(Int8Vector.encode(vectors[0]), 8192);

        assertThat(Vectors.cosine(decoded, vectors[1])).isCloseTo(Vectors.cosine(vectors[0], vectors[1]), within(5e-4));
    }

    @Test
    void aStrongBlockDoesNotCoarsenTheOthers() {
        float[] vector = new float[128];
        vector[0] = 1000;
        vector[64] = 0.001f;
        vector[65] = -0.0005f;

        float[] back = Int8Vector.decode(Int8Vector.encode(vector), vector.length);

        assertThat(back[0]).isEqualTo(1000);
        assertThat(back[64]).isCloseTo(0.001f, within(1e-8f));
        assertThat(back[65]).isCloseTo(-0.0005f, within(5e-6f));
    }

    @Test
    void bytesOfAnotherDimensionAreRefused() {
        byte[] encoded = Int8Vector.encode(new float[64]);

        assertThatThrownBy(() -> Int8Vector.decode(encoded, 128)).hasMessageContaining("takes 136 bytes, not 68");
    }
}
