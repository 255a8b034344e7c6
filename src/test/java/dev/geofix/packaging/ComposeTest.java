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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ComposeTest {
    private static final String ONE = "docker-compose.yml";
    private static final String CLUSTER = "docker-compose.cluster.yml";
    /** The Compose Specification's own, Apache-2.0, as the package dclint 3.1.0 has it. */
    private static final Schema SCHEMA = schema();

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", "docker-compose.gpu.yml", "docker-compose.cluster.yml"})
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
        List<String> mounted = Stream.of(ONE, CLUSTER).flatMap(file -> services(file).values().stream())
                .flatMap(service -> ComposeTest.<String>list(service, "volumes").stream())
                .map(volume -> volume.split(":")[0])
                .filter(source -> source.startsWith(".")).toList();

        assertThat(mounted).hasSizeGreaterThan(4).allSatisfy(source -> assertThat(Path.of(source)).exists());
    }

    @ParameterizedTest
    @ValueSource(strings = {ONE, CLUSTER})
    void everyPortIsForThisMachineOnly(String file) {
        assertThat(services(file).values())
                .allSatisfy(service -> assertThat(ComposeTest.<String>list(service, "ports"))
                        .allMatch(port -> port.startsWith("127.0.0.1:")));
    }

    @Test
    void theServiceMayWriteOnlyWhereTheImageSays() throws Exception {
        Map<String, Object> geofix = services(ONE).get("geofix");
        List<String> targets = ComposeTest.<String>list(geofix, "volumes").stream()
                .map(volume -> '"' + volume.split(":")[1] + '"').toList();

        assertThat(geofix).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
        assertThat(Dockerfile.read().last("VOLUME")).isEqualTo("[" + String.join(", ", targets) + "]");
    }

    @Test
    void prometheusAsksTheManagementPortForWhatTheDashboardShows() throws Exception {
        String prometheus = Files.readString(Path.of("docker/prometheus.yaml"));

        assertThat(prometheus)
                .contains("geofix:" + environment(services(ONE).get("geofix")).get("MANAGEMENT_SERVER_PORT"))
                .contains("metrics_path: /actuator/prometheus").contains("job_name: geofix");
    }

    @Test
    void theGpuFileBuildsTheImageWithTheProfileOfThatName() throws Exception {
        String override = Files.readString(Path.of("docker-compose.gpu.yml"));

        assertThat(override).contains("NATIVE: cu121").contains("capabilities: [gpu]");
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<id>cu121</id>");
    }

    @Test
    void thoseOfAClusterHaveTheirOwnDataAndOneSharedFolder() {
        List<Map<String, Object>> instances = List.of(services(CLUSTER).get("geofix-1"),
                services(CLUSTER).get("geofix-2"));
        List<String> data = new ArrayList<>();
        for (Map<String, Object> instance : instances) {
            List<String> volumes = list(instance, "volumes");
            String shared = environment(instance).get("GEOFIX_SHARED");
            assertThat(volumes).contains("shared:" + shared);
            assertThat(Dockerfile.read().all("RUN").toString()).as("the image's user may write to a new volume there")
                    .contains("install -d -o 10001 -g 10001 /data " + shared);
            data.addAll(volumes.stream().filter(volume -> !volume.startsWith("shared:")).toList());
            assertThat(instance).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
        }
        assertThat(data.stream().map(volume -> volume.split(":")[0])).doesNotHaveDuplicates().hasSize(4);
        assertThat(data.stream().map(volume -> volume.split(":")[1]).distinct()).containsExactly("/data", "/tmp");
        assertThat(instances.stream().filter(each -> environment(each).get("GEOFIX_DEMO_ENABLED").equals("true")))
                .hasSize(1);
    }

    /** Not in the file, nor in what {@code docker inspect} shows. */
    @Test
    void thePasswordsOfAClusterComeFromFiles() throws IOException {
        @SuppressWarnings("unchecked")
        Map<String, Map<String, String>> secrets = (Map<String, Map<String, String>>) read(CLUSTER).get("secrets");
        List<String> ignored = Files.readAllLines(Path.of(".gitignore"));

        assertThat(secrets).hasSize(3);
        assertThat(ignored).contains("/keys", "/*-password");
        assertThat(secrets.values()).allMatch(secret -> secret.get("file").endsWith("-password")
                || secret.get("file").endsWith("keys}"));
        services(CLUSTER).forEach((name, service) -> {
            assertThat(environment(service)).as(name).allSatisfy((variable, value) -> {
                if (variable.contains("PASSWORD")) {
                    assertThat(value).startsWith("/run/secrets/");
                }
            });
            assertThat(ComposeTest.<Object>list(service, "secrets")).as(name)
                    .allMatch(
                            secret -> secrets.containsKey(secret instanceof Map<?, ?> of ? of.get("source") : secret));
        });
    }

    @Test
    void theProxyAsksBothAndNobodyElseReachesTheServers() throws IOException {
        Map<String, Map<String, Object>> services = services(CLUSTER);
        String proxy = Files.readString(Path.of("docker/proxy.conf"));
        @SuppressWarnings("unchecked")
        Map<String, Map<String, Object>> networks = (Map<String, Map<String, Object>>) read(CLUSTER).get("networks");

        assertThat(Pattern.compile("server ([\\w-]+):8080 resolve;").matcher(proxy).results()
                .map(server -> server.group(1))).isNotEmpty().allMatch(services::containsKey).hasSize(2);
        assertThat(networks.get("back")).containsEntry("internal", true);
        for (String server : List.of("postgres", "opensearch")) {
            assertThat(services.get(server)).containsEntry("networks", List.of("back")).doesNotContainKey("ports");
        }
    }

    /** As Spring reads a folder of files that are called as settings. */
    @Test
    void thePasswordOfOpenSearchIsTheFileOfThatName(@TempDir Path folder) throws IOException {
        String target = ComposeTest.<Object>list(services(CLUSTER).get("geofix-1"), "secrets").stream()
                .filter(Map.class::isInstance).map(secret -> ((Map<?, ?>) secret).get("target").toString()).findFirst()
                .orElseThrow();
        String imported = environment(services(CLUSTER).get("geofix-1")).get("SPRING_CONFIG_IMPORT");
        Files.writeString(folder.resolve(target), "open sesame\n");
        Files.writeString(folder.resolve("keys"), "gfx_1:me:admin:0\n");

        assertThat(imported).isEqualTo("configtree:/run/secrets/");
        assertThat(ChartSettings.imported("configtree:" + folder + "/", "geofix.opensearch.password"))
                .isEqualTo("open sesame");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services(String file) {
        return (Map<String, Map<String, Object>>) read(file).get("services");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> environment(Map<String, Object> service) {
        return (Map<String, String>) service.getOrDefault("environment", Map.of());
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> list(Map<String, Object> service, String name) {
        return new ArrayList<>((List<T>) service.getOrDefault(name, List.of()));
    }

    private static Map<String, Object> read(String file) {
        try {
            return new Yaml().load(Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
