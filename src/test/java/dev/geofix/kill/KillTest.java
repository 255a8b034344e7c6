package dev.geofix.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
    /** Many more: {@code benchmarks/kill.sh 200}. */
    @Test
    void twoKillsLoseNothingAcknowledged(@TempDir Path folder) throws Exception {
        KillHarness.Result result = KillHarness.run(folder, 2, 7, round -> {});
        assertThat(result.faults()).isEmpty();
        assertThat(result.counts().acknowledged()).isPositive();
        assertThat(result.counts().checkedTiles()).isPositive();
        assertThat(result.counts().checkedAnswers()).isPositive();
    }
}
