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
    void the_linter_finds_nothing() {
        List<String> linter = List.of("npx", "--yes", "dockerfile-utils@0.16.3");
        assumeTrue(Tool.has("npx"), "needs npx, which is not on this machine");
        assumeTrue(lint(linter, "--version").status() == 0, "needs dockerfile-utils, which npx cannot get");

        Tool found = lint(linter, "lint", "Dockerfile");

        assertThat(found.output()).doesNotContain("Error:", "Warning:");
        assertThat(found.status()).isZero();
    }

    @Test
    void the_environment_is_that_of_processes_that_run_networks() {
        assertThat(dockerfile.environment()).containsAllEntriesOf(NativeHeap.ENVIRONMENT)
                .containsEntry(UnpackedNatives.VARIABLE, "/opt/geofix/natives").containsEntry("GEOFIX_DATA", "/data");
    }

    @Test
    void the_start_script_gives_the_same_environment_outside_of_an_image() throws Exception {
        String script = Files.readString(Path.of("docker/bin/geofix"));

        NativeHeap.ENVIRONMENT.forEach((name, value) -> assertThat(script)
                .contains(name + "=\"${" + name + ":-" + value + "}\""));
    }

    @Test
    void the_user_has_a_number_and_is_not_root() {
        assertThat(dockerfile.last("USER")).matches("[1-9]\\d+:[1-9]\\d+");
    }

    @Test
    void java_gets_the_signals_and_the_arguments() {
        assertThat(dockerfile.last("ENTRYPOINT")).isEqualTo("[\"/opt/geofix/bin/geofix\"]");
        assertThat(dockerfile.last("HEALTHCHECK")).endsWith("CMD [\"/opt/geofix/bin/health\"]");
        assertThat(dockerfile.all("CMD")).isEmpty();
    }

    @Test
    void the_cache_is_made_on_the_very_layers_of_the_image() {
        assertThat(dockerfile.all("FROM")).endsWith("program AS cache", "program");
        assertThat(dockerfile.all("FROM").stream().filter(from -> from.startsWith("eclipse-temurin:25-")).toList())
                .hasSize(2);
    }

    @Test
    void what_it_copies_is_there_and_sent_to_the_builder() throws Exception {
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
    void every_script_is_executable_and_its_shell_understands_it(String script) throws Exception {
        String shell = Files.readAllLines(Path.of(script)).getFirst().substring(2);

        assertThat(Path.of(script)).isExecutable();
        assertThat(Tool.run(shell, "-n", script).output()).isEmpty();
    }

    private static Tool lint(List<String> linter, String... words) {
        return Tool.run(Stream.concat(linter.stream(), Stream.of(words)).toList(), Map.of());
    }
}
