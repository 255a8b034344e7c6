package dev.geofix.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.geofix.platform.NativeHeap;
import dev.geofix.platform.UnpackedNatives;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {
    private final Dockerfile dockerfile = Dockerfile.read();

    /** dockerfile-utils is the checker of Docker's language server. */
    @Test
    void theLinterFindsNothing() {
        List<String> linter = List.of("npx", "--yes", "dockerfile-utils@0.16.3");
        assumeTrue(Tool.has("npx"), "needs npx, which is not on this machine");
        assumeTrue(lint(linter, "--version").status() == 0, "needs dockerfile-utils, which npx cannot get");

        Tool found = lint(linter, "lint", "Dockerfile");

        assertThat(found.output()).doesNotContain("Error:", "Warning:");
        assertThat(found.status()).isZero();
    }

    @Test
    void theEnvironmentIsThatOfProcessesThatRunNetworks() {
        assertThat(dockerfile.environment()).containsAllEntriesOf(NativeHeap.ENVIRONMENT)
                .containsEntry(UnpackedNatives.VARIABLE, "/opt/geofix/natives").containsEntry("GEOFIX_DATA", "/data");
    }

    @Test
    void theStartScriptGivesTheSameEnvironmentOutsideOfAnImage() throws Exception {
        String script = Files.readString(Path.of("docker/bin/geofix"));

        NativeHeap.ENVIRONMENT.forEach((name, value) -> assertThat(script)
                .contains(name + "=\"${" + name + ":-" + value + "}\""));
    }

    @Test
    void theUserHasANumberAndIsNotRoot() {
        assertThat(dockerfile.last("USER")).matches("[1-9]\\d+:[1-9]\\d+");
    }

    @Test
    void javaGetsTheSignalsAndTheArguments() {
        assertThat(dockerfile.last("ENTRYPOINT")).isEqualTo("[\"/opt/geofix/bin/geofix\"]");
        assertThat(dockerfile.last("HEALTHCHECK")).endsWith("CMD [\"/opt/geofix/bin/health\"]");
        assertThat(dockerfile.all("CMD")).isEmpty();
    }

    @Test
    void theCacheIsMadeOnTheVeryLayersOfTheImage() {
        assertThat(dockerfile.all("FROM")).endsWith("program AS cache", "program");
        assertThat(dockerfile.all("FROM").stream().filter(from -> from.startsWith("eclipse-temurin:25-")).toList())
                .hasSize(2);
    }

    @Test
    void whatItCopiesIsThereAndSentToTheBuilder() throws Exception {
        List<String> sent = Files.readAllLines(Path.of(".dockerignore"));
        List<String> copied = dockerfile.all("COPY").stream().filter(line -> !line.startsWith("--from"))
                .flatMap(line -> Stream.of(line.split(" ")).limit(line.split(" ").length - 1L)).toList();

        assertThat(copied).isNotEmpty().allSatisfy(file -> {
            assertThat(Path.of(file)).exists();
            assertThat(sent).anyMatch(line -> line.startsWith("!" + file.split("/")[0]));
        });
        assertThat(sent).first().isEqualTo("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker/unpack.sh", "docker/aot.sh", "docker/bin/geofix", "docker/bin/health"})
    void everyScriptIsExecutableAndItsShellUnderstandsIt(String script) throws Exception {
        String shell = Files.readAllLines(Path.of(script)).getFirst().substring(2);

        assertThat(Path.of(script)).isExecutable();
        assertThat(Tool.run(shell, "-n", script).output()).isEmpty();
    }

    private static Tool lint(List<String> linter, String... words) {
        return Tool.run(Stream.concat(linter.stream(), Stream.of(words)).toList(), Map.of());
    }
}
