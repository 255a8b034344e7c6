package dev.geofix.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer's first hour: the commands of {@code docs/walkthrough.md}, one after the other in one shell. */
class WalkthroughTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
    private static final List<String> TOOLS = List.of("bash", "curl", "sed", "grep");

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void everyCommandWorks() throws Exception {
        assumeTrue(TOOLS.stream().allMatch(WalkthroughTest::isInstalled), "needs " + TOOLS);
        String page = Files.readString(Path.of("docs/walkthrough.md"));
        String commands = BLOCK.matcher(page).results().map(block -> block.group(1)).collect(Collectors.joining());
        int port = freePort();
        Path script = Files.writeString(folder.resolve("walkthrough.sh"), """
                set -euxo pipefail
                trap 'kill $(jobs -p) 2> /dev/null || true' EXIT
                """ + commands.replace("localhost:8080", "localhost:" + port));
        jar();
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString()).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().put("OMP_NUM_THREADS", "1");
        // Fewer tiles and a smaller town than a newcomer gets, and so a quicker first start.
        builder.environment().put("GEOFIX_DEMO_GROUNDMETERS", "400");
        builder.environment().put("GEOFIX_DEMO_OVERLAP", "0");
        builder.environment().put("GEOFIX_DEMO_SIDE", "4");
        Process shell = builder.start();
        boolean ended = shell.waitFor(14, TimeUnit.MINUTES);
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
        String printed = Files.readString(output);

        assertThat(ended).as(printed).isTrue();
        assertThat(shell.exitValue()).as(printed + service()).isZero();
        assertThat(printed).doesNotContain("\"FAILED\"", "ai.djl").contains(
                "\"model\":\"demo-1\",\"gallery\":\"harbour\"",
                "\"model\":\"harbour-1\",\"gallery\":\"default\"", "geofix_model_info{", "geofix_jobs{");
        assertThat(folder.resolve("backup")).isDirectoryContaining("glob:**/geofix.db");
    }

    /** In place of the jar, which is made after the tests: the same program from the folders of classes. */
    private void jar() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path java = Files.writeString(bin.resolve("java"), """
                #!/bin/sh
                [ "$1 $2" = "-jar target/geofix.jar" ] || exit 99
                shift 2
                exec '%s' --enable-native-access=ALL-UNNAMED -Xmx1g -cp '%s' dev.geofix.app.Geofix "$@"
                """.formatted(Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private String service() throws IOException {
        Path log = folder.resolve("geofix.log");
        return Files.exists(log) ? "\nThe service's log:\n" + Files.readString(log) : "";
    }

    private static boolean isInstalled(String tool) {
        return Pattern.compile(":").splitAsStream(System.getenv("PATH"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
