package dev.geofix.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
    private static final ModelVersion ONE = new ModelVersion("one");

    @TempDir
    private Path folder;
    private Path source;
    private ModelFiles files;

    @BeforeEach
    void someModel() throws Exception {
        source = Files.createDirectory(folder.resolve("source"));
        Files.writeString(source.resolve("model.json"), "{}");
        files = new ModelFiles(folder.resolve("models"));
    }

    @Test
    void anEmptyDataFolderHasNoModel() {
        assertThat(files.installed()).isEmpty();
        assertThat(files.active()).isEmpty();
    }

    @Test
    void aModelIsThereOnceInstalled() {
        files.install(ONE, source);
        assertThat(files.installed()).containsExactly(ONE);
        assertThat(files.folder(ONE).resolve("model.json")).hasContent("{}");
    }

    @Test
    void aVersionThatIsInstalledStaysAsItIs() throws Exception {
        files.install(ONE, source);
        Files.writeString(source.resolve("model.json"), "{\"other\": true}");
        files.install(ONE, source);
        assertThat(files.folder(ONE).resolve("model.json")).hasContent("{}");
    }

    @Test
    void whatACrashLeftAsideIsNoModelAndDoesNotHinder() throws Exception {
        Path aside = Files.createDirectories(folder.resolve("models/.aside-one"));
        Files.writeString(aside.resolve("model.json"), "half");
        assertThat(files.installed()).isEmpty();
        files.install(ONE, source);
        assertThat(files.folder(ONE).resolve("model.json")).hasContent("{}");
    }

    @Test
    void theActiveVersionIsRemembered() {
        files.install(ONE, source);
        files.activate(ONE);
        files.activate(new ModelVersion("two"));
        files.activate(ONE);
        assertThat(new ModelFiles(folder.resolve("models")).active()).contains(ONE);
    }
}
