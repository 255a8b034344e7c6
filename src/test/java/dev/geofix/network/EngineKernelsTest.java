package dev.geofix.network;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class EngineKernelsTest {
    /** On a processor without stated caches this fails unless other kernels were chosen before the engine was loaded. */
    @Test
    void theEngineComputesWhatPlainSumsGive() {
        assertThatCode(EngineKernels::check).doesNotThrowAnyException();
    }
}
