package dev.geofix.gallery.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.gallery.GalleryStore;
import dev.geofix.testing.RunningService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who keeps galleries in the data folder has nothing of OpenSearch in memory. */
class UnusedClientTest {
    @TempDir
    Path folder;

    @Test
    void noBeanOfThisPackageIsMadeButItsSettings() {
        try (RunningService service = RunningService.start(folder.resolve("data"), "--geofix.demo.enabled=false")) {
            assertThat(Stream.of(service.context().getBeanDefinitionNames()).map(service.context()::getType)
                    .filter(type -> type != null && type.getPackage() != null
                            && type.getPackageName().equals("dev.geofix.gallery.opensearch")))
                    .containsExactly(OpenSearchSettings.class);
            assertThat(service.bean(GalleryStore.class).getClass().getPackageName())
                    .isEqualTo("dev.geofix.gallery.embedded");
        }
    }

    /** In a process of its own: other tests have loaded it here. */
    @Test
    void noClassOfItsClientIsLoaded() throws Exception {
        Path classes = folder.resolve("classes.log");
        Path said = folder.resolve("said.log");
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"),
                "-Xlog:class+load:file=" + classes, "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.geofix.app.Geofix", "--server.port=0", "--geofix.demo.enabled=false",
                "--geofix.data=" + folder.resolve("own")).redirectErrorStream(true).redirectOutput(said.toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(90)).until(() -> Files.readString(said).contains("Started Geofix"));
        } finally {
            process.destroyForcibly().waitFor();
        }
        List<String> loaded = Files.readAllLines(classes);
        assertThat(loaded).as("the log works")
                .anyMatch(line -> line.contains("dev.geofix.gallery.embedded.EmbeddedStore "));
        assertThat(loaded).noneMatch(
                line -> line.contains(" org.opensearch.") || line.contains(" dev.geofix.gallery.opensearch.Cluster "));
    }
}
