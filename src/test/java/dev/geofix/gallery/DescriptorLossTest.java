package dev.geofix.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.testing.SharedData;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DescriptorLossTest {
    /** All tiles: {@code DescriptorLoss.main}; see docs/galleries.md. */
    @Test
    void aByteAValueFindsTheSameTilesOfARealPlace() throws Exception {
        DescriptorLoss loss = DescriptorLoss.measure(SharedData.require("imagery/tiles/ecatepec"),
                Path.of("src/main/resources/demo/model"), 12, true);
        assertThat(loss.recall()).isGreaterThanOrEqualTo(0.99);
        assertThat(loss.firstKept()).isEqualTo(loss.first());
        assertThat(loss.cosine()).isLessThan(1e-3);
    }
}
