package dev.geofix.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.geofix.platform.SetupException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path folder;

    @Test
    void makesAnAbsentFolder() {
        Path absent = folder.resolve("a/b");
        try (DataFolder held = DataFolder.open(absent)) {
            assertThat(absent).isDirectory();
        }
    }

    @Test
    void refusesASecondInstanceOnOneFolder() {
        try (DataFolder held = DataFolder.open(folder)) {
            assertThatExceptionOfType(SetupException.class).isThrownBy(() -> DataFolder.open(folder))
                    .withMessageContaining("Another running Geofix")
                    .satisfies(e -> assertThat(e.wayOut()).contains("--geofix.data"));
        }
    }

    @Test
    void isFreeAgainOnceClosed() {
        DataFolder.open(folder).close();
        DataFolder.open(folder).close();
    }

    @Test
    void refusesAFolderThatCannotBeMade() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatExceptionOfType(SetupException.class).isThrownBy(() -> DataFolder.open(file.resolve("below")));
    }

    @Test
    void namesADatabaseThatBelongsToSomebodyElse() throws Exception {
        Path database = Files.createFile(folder.resolve("geofix.db"));
        assumeThat(database.toFile().setReadOnly() && !Files.isWritable(database)).as("root may write everything")
                .isTrue();
        assertThatExceptionOfType(SetupException.class).isThrownBy(() -> DataFolder.open(folder))
                .withMessageContaining(database.toString())
                .satisfies(e -> assertThat(e.wayOut()).contains("chown", folder.toString(), "sudo -u"));
    }
}
