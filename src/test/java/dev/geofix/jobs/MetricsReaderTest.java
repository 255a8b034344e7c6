package dev.geofix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.jobs.MetricsReader.MetricLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsReaderTest {
    @TempDir
    private Path folder;
    private Path file;
    private MetricsReader reader;

    @BeforeEach
    void follow() {
        file = folder.resolve("metrics.jsonl");
        reader = new MetricsReader(Optional.of(file), -1);
    }

    @Test
    void givesNothingWhileThereIsNoFile() {
        assertThat(steps()).isEmpty();
    }

    @Test
    void givesOnlyWhatIsNew() throws IOException {
        append("{\"step\":0}\n{\"step\":1}\n");
        assertThat(steps()).containsExactly(0L, 1L);
        assertThat(steps()).isEmpty();
        append("{\"step\":2}\n");
        assertThat(steps()).containsExactly(2L);
    }

    @Test
    void waitsForTheEndOfALine() throws IOException {
        append("{\"step\":0}\n{\"st");
        assertThat(steps()).containsExactly(0L);
        append("ep\":1}\n");
        assertThat(steps()).containsExactly(1L);
    }

    @Test
    void givesNoStepTwiceWhenAResumedTrainingCutsTheFileBack() throws IOException {
        append("{\"step\":0}\n{\"step\":1}\n{\"step\":2}\n");
        assertThat(steps()).hasSize(3);
        Path aside = folder.resolve("aside");
        Files.writeString(aside, "{\"step\":0}\n");
        Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        append("{\"step\":1}\n{\"step\":2}\n{\"step\":3}\n{\"step\":4}\n");
        assertThat(steps()).containsExactly(3L, 4L);
    }

    @Test
    void passesOverALineThatACrashCutOff() throws IOException {
        append("{\"step\":0}\n{\"step\":1,\"lo\n{\"step\":1}\n");
        assertThat(steps()).containsExactly(0L, 1L);
    }

    @Test
    void beginsAfterTheStepThatTheSubscriberHas() throws IOException {
        append("{\"step\":0}\n{\"step\":1}\n{\"step\":2}\n");
        assertThat(new MetricsReader(Optional.of(file), 1).next(10)).extracting(MetricLine::step).containsExactly(2L);
    }

    private List<Long> steps() {
        return reader.next(100).stream().map(MetricLine::step).toList();
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
