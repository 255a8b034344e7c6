package dev.geofix.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.geofix.testing.RunningService;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SettingsFileTest {
    @TempDir
    private Path folder;

    @Test
    void aBrokenFileOfSettingsIsSaidInSentences(CapturedOutput output) throws Exception {
        Files.writeString(folder.resolve("application.yaml"), "geofix:\n  locate: [16\n");
        assertThatException().isThrownBy(() -> RunningService.start(folder.resolve("data"),
                "--spring.config.additional-location=file:" + folder + "/"));
        assertThat(output).contains("no YAML", "line 3", "Mend application.yaml")
                .doesNotContain("at org.yaml.snakeyaml");
        assertThat(folder.resolve("data")).doesNotExist();
    }
}
