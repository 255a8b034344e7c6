package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.geofix.jobs.process.JobFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    private Path folder;

    @Test
    void twoTrainingsDoNotShareAFolder() throws IOException {
        try (RunFolder first = RunFolder.open(new JobFolder.Run(folder), run(Map.of()))) {
            assertThat(first.files().path()).isDirectory();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RunFolder.open(new JobFolder.Run(folder), run(Map.of())))
                    .withMessageContaining("another training runs");
        }
        RunFolder.open(new JobFolder.Run(folder), run(Map.of())).close();
    }

    @Test
    void keepsTheEffectiveSettings() throws IOException {
        RunFolder.open(new JobFolder.Run(folder), run(Map.of("epochs", 3))).close();
        assertThat(folder.resolve("config.json")).content().contains("\"epochs\" : 3", "\"margin\" : 0.3", "photos");
    }

    @Test
    void aRunWithoutACheckpointMayBeginAnewWithOtherSettings() throws IOException {
        RunFolder.open(new JobFolder.Run(folder), run(Map.of("epochs", 3))).close();
        RunFolder.open(new JobFolder.Run(folder), run(Map.of("epochs", 4))).close();
        assertThat(folder.resolve("config.json")).content().contains("\"epochs\" : 4");
    }

    @Test
    void aDamagedConfigSaysSo() throws IOException {
        RunFolder.open(new JobFolder.Run(folder), run(Map.of())).close();
        Files.writeString(folder.resolve("config.json"), "{");
        assertThatIllegalArgumentException().isThrownBy(() -> RunFolder.open(new JobFolder.Run(folder), run(Map.of())))
                .withMessageContaining("config.json is damaged; remove it");
    }

    @Test
    void aDamagedCheckpointSaysSo() throws IOException {
        Path checkpoint = Files.createDirectories(folder.resolve("checkpoint-00000004"));
        Files.writeString(checkpoint.resolve("state.json"), "{\"step\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checkpoint.latest(new JobFolder.Run(folder)).orElseThrow().step())
                .withMessageContainingAll("checkpoint-00000004 is damaged", "begins anew");
    }

    private static RunDescription run(Map<String, Object> changes) {
        return new RunDescription(TrainingConfig.of(Recipe.PAPER, changes), List.of("photos"), 12, null);
    }
}
