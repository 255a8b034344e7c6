package dev.geofix.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ComposeTest {
    /** The Compose Specification's own, Apache-2.0, as the package dclint 3.1.0 has it. */
    private static final Schema SCHEMA = schema();

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", "docker-compose.gpu.yml"})
    void theFileIsAsTheSpecificationHasIt(String file) throws Exception {
        assertThat(SCHEMA.validate(json(read(file)).toString(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNotOfTheSpecification() throws Exception {
        String wrong = json(read("docker-compose.yml")).toString().replace("\"read_only\"", "\"readonly\"");

        assertThat(SCHEMA.validate(wrong, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void everyFileThatIsMountedIsThere() throws Exception {
        List<String> mounted = services().values().stream()
                .flatMap(service -> ComposeTest.<String>list(service, "volumes").stream())
                .map(volume -> volume.split(":")[0])
                .filter(source -> source.startsWith(".")).toList();

        assertThat(mounted).hasSizeGreaterThan(4).allSatisfy(source -> assertThat(Path.of(source)).exists());
    }

    @Test
    void everyPortIsForThisMachineOnly() throws Exception {
        assertThat(services().values())
                .allSatisfy(service -> assertThat(ComposeTest.<String>list(service, "ports"))
                        .allMatch(port -> port.startsWith("127.0.0.1:")));
    }

    @Test
    void theServiceMayWriteOnlyWhereTheImageSays() throws Exception {
        Map<String, Object> geofix = services().get("geofix");
        List<String> targets = ComposeTest.<String>list(geofix, "volumes").stream()
                .map(volume -> '"' + volume.split(":")[1] + '"').toList();

        assertThat(geofix).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
        assertThat(Dockerfile.read().last("VOLUME")).isEqualTo("[" + String.join(", ", targets) + "]");
    }

    @Test
    void prometheusAsksTheManagementPortForWhatTheDashboardShows() throws Exception {
        String prometheus = Files.readString(Path.of("docker/prometheus.yaml"));
        @SuppressWarnings("unchecked")
        Map<String, String> environment = (Map<String, String>) services().get("geofix").get("environment");

        assertThat(prometheus).contains("geofix:" + environment.get("MANAGEMENT_SERVER_PORT"))
                .contains("metrics_path: /actuator/prometheus").contains("job_name: geofix");
    }

    @Test
    void theGpuFileBuildsTheImageWithTheProfileOfThatName() throws Exception {
        String override = Files.readString(Path.of("docker-compose.gpu.yml"));

        assertThat(override).contains("NATIVE: cu121").contains("capabilities: [gpu]");
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<id>cu121</id>");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() throws IOException {
        return (Map<String, Map<String, Object>>) read("docker-compose.yml").get("services");
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> list(Map<String, Object> service, String name) {
        return new ArrayList<>((List<T>) service.getOrDefault(name, List.of()));
    }

    private static Map<String, Object> read(String file) throws IOException {
        return new Yaml().load(Files.readString(Path.of(file)));
    }

    private static JsonNode json(Object value) {
        return JsonMapper.shared().valueToTree(value);
    }

    /** Without its name, which is no address. */
    private static Schema schema() {
        try (InputStream file = ComposeTest.class.getResourceAsStream("compose-spec.json")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\"\\$?id\": \"[^\"]*\",",
                    "");
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09).getSchema(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
