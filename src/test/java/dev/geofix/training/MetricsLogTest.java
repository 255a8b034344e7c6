package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsLogTest {
    @Test
    void forgetsTheStepsThatAResumedRunTakesAgain(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("metrics.jsonl");
        TrainingProgress.MetricsLog log = new TrainingProgress.MetricsLog(file);
        for (int step = 0; step < 5; step++) {
            log.append(Map.of("step", step));
        }
        Files.writeString(file, "{\"step\":5,\"lo", StandardOpenOption.APPEND);
        log.rewind(3);
        log.append(Map.of("step", 3));
        assertThat(Files.readAllLines(file)).containsExactly("{\"step\":0}", "{\"step\":1}", "{\"step\":2}",
                "{\"step\":3}");
    }

    @Test
    void aDamagedLineCostsNoOther(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("metrics.jsonl");
        Files.write(file, List.of("{\"step\":0}", "{\"st", "{\"step\":2}"));
        new TrainingProgress.MetricsLog(file).rewind(9);
        assertThat(Files.readAllLines(file)).containsExactly("{\"step\":0}", "{\"step\":2}");
    }
}
