package dev.geofix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobLogTest {
    @Test
    void aRefusedItemIsOneLineWhateverItIsCalled(@TempDir Path folder) throws Exception {
        JobLog log = new JobLog(folder);

        log.refused("row 1 (a\n2026-01-01T00:00:00Z succeeded\r\u2028\u001b[31mé)", "no such file");

        assertThat(Files.readAllLines(log.file())).singleElement().asString()
                .endsWith("refused row 1 (a?2026-01-01T00:00:00Z succeeded???[31mé): no such file");
    }
}
