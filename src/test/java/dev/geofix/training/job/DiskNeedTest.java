package dev.geofix.training.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.geofix.network.Architecture;
import dev.geofix.network.Backbone;
import dev.geofix.platform.UserException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskNeedTest {
    @Test
    void aTrainingThatDoesNotFitOnTheDiskIsRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> TrainingChecks.DiskNeed.require(folder, Long.MAX_VALUE))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("MB are free").hasMessageContaining("Make room");
        assertThatCode(() -> TrainingChecks.DiskNeed.require(folder, 1)).doesNotThrowAnyException();
    }

    @Test
    void twoCheckpointsOfThePapersNetworkTakeMostOfIt() {
        long parameters = 35_907_936;
        assertThat(TrainingChecks.DiskNeed.bytes(Architecture.paper(Backbone.CONVNEXT_TINY))).isBetween(24 * parameters,
                32 * parameters);
    }
}
