package dev.geofix.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class DescriptorLengthTest {
    @Test
    void aPartThatIsZeroLeavesTheDescriptorWithUnitLength() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            NDArray parts = manager.create(new float[][]{{3, 4}, {0, 0}, {0, 2}}).expandDims(0);
            float half = (float) Math.sqrt(0.5);
            assertThat(GlqiNet.descriptor(parts).toFloatArray()).containsExactly(
                    new float[]{0.6f * half, 0.8f * half, 0, 0, 0, half}, within(1e-6f));
        }
    }
}
