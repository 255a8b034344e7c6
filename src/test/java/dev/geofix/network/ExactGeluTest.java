package dev.geofix.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import org.junit.jupiter.api.Test;

class ExactGeluTest {
    /** x·Φ(x) at ±1; the tanh approximation gives 0.841192. */
    @Test
    void theEnginesGeluIsTheOneOfTheErrorFunction() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            float[] values = Activation.gelu(manager.create(new float[]{1, -1})).toFloatArray();
            assertThat(values).containsExactly(new float[]{0.84134475f, -0.15865525f}, offset(1e-6f));
        }
    }
}
