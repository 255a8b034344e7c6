package dev.geofix.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In processes of their own, since what a JVM logs like is settled once. */
class LogFormatTest {
    @Test
    void linesForPeopleNameTheRequestWhereThereIsOne() throws Exception {
        List<String> lines = lines(Map.of());
        assertThat(lines).anyMatch(line -> line.matches(".*\\[flight-7] \\S*LogProbe +: of a request"))
                .anyMatch(line -> line.matches(".*main] \\S*LogProbe +: of nobody"))
                .anyMatch(line -> line.contains("traces to null, metrics to null, leaving out org.springframework"));
    }

    @Test
    void linesForMachinesAreObjectsAndTheCollectorIsFoundInTheEnvironment() throws Exception {
        List<JsonNode> lines = lines(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318"),
                "--logging.structured.format.console=ecs", "--spring.main.banner-mode=off").stream()
                .map(line -> JsonMapper.shared().readTree(line)).toList();
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("message").asString()).isEqualTo("of a request");
            assertThat(line.path("requestId").asString()).isEqualTo("flight-7");
            assertThat(line.at("/service/name").asString()).isEqualTo("geofix");
        }).anySatisfy(line -> assertThat(line.path("message").asString())
                .isEqualTo(
                        "traces to http://collector:4318/v1/traces, metrics to http://collector:4318/v1/metrics, leaving out null"));
    }

    private static List<String> lines(Map<String, String> environment, String... settings)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), LogProbe.class.getName()));
        command.addAll(List.of(settings));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                .toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        return lines;
    }
}
