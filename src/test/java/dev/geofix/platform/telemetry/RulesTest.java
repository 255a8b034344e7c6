package dev.geofix.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.geofix.testing.OperatedService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** The rules ask for nothing that the service does not emit, and every alert has its section in the runbook. */
@ExtendWith(OperatedService.class)
class RulesTest {
    private static final Path RULES = Path.of("helm/geofix/rules/geofix.yaml");
    private static final Path RUNBOOK = Path.of("docs/runbook.md");
    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

    private final List<Map<String, Object>> rules = read();

    @Test
    void everyRuleAsksForSeriesThatAreEmitted() {
        EmittedSeries emitted = new EmittedSeries(OperatedService.running());
        rules.stream().filter(rule -> rule.containsKey("record"))
                .forEach(rule -> emitted.record(text(rule, "record"), text(rule, "expr")));
        assertThat(rules).hasSizeGreaterThan(15).allSatisfy(rule -> {
            Set<String> possible = emitted.check(text(rule, "expr"));
            Matcher used = LABEL.matcher(rule.getOrDefault("annotations", "").toString());
            while (used.find()) {
                assertThat(possible).as(rule.toString()).contains(used.group(1));
            }
        });
    }

    @Test
    void everyAlertSaysWhatItIsAndWhereToReadOn() throws IOException {
        List<String> sections = Files.readAllLines(RUNBOOK).stream().filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();
        assertThat(alerts()).allSatisfy(rule -> {
            String name = text(rule, "alert");
            @SuppressWarnings("unchecked")
            Map<String, Object> annotations = (Map<String, Object>) rule.get("annotations");
            assertThat(text(annotations, "summary")).isNotBlank();
            assertThat(text(annotations, "description")).isNotBlank();
            assertThat(annotations).containsEntry("runbook_url", RUNBOOK + "#" + name.toLowerCase());
            assertThat(rule.get("labels").toString()).matches("\\{severity=(critical|warning|info)}");
            assertThat(sections).contains(name);
        });
        assertThat(sections.stream().filter(section -> section.startsWith("Geofix")))
                .as("no section is of an alert that has gone")
                .containsExactlyInAnyOrderElementsOf(alerts().stream().map(rule -> text(rule, "alert")).toList());
    }

    /** @param arguments of promtool, whose package in Debian is prometheus */
    @ParameterizedTest
    @CsvSource({"check rules helm/geofix/rules/geofix.yaml",
        "test rules src/test/resources/dev/geofix/platform/rules-test.yaml"})
    void prometheusOwnToolAgrees(String arguments) throws IOException, InterruptedException {
        String tool = System.getenv().getOrDefault("PROMTOOL", "promtool");
        Process process = start(Stream.concat(Stream.of(tool), Stream.of(arguments.split(" "))).toList());
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, "needs promtool: " + e.getMessage());
            throw new IllegalStateException(e);
        }
    }

    private List<Map<String, Object>> alerts() {
        return rules.stream().filter(rule -> rule.containsKey("alert")).toList();
    }

    private static String text(Map<String, Object> rule, String name) {
        return String.valueOf(rule.get(name));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> read() {
        try {
            Map<String, List<Map<String, Object>>> file = new Yaml().load(Files.readString(RULES));
            return file.get("groups").stream()
                    .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
