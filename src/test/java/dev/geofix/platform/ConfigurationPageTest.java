package dev.geofix.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.testing.GeneratedPage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes {@code docs/configuration.md} of the settings records, whose descriptions the configuration processor has taken from their comments. */
class ConfigurationPageTest {
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final String HEAD = """
            # Configuration

            Made of the code by `ConfigurationPageTest`; do not edit. `./mvnw test -Dtest=ConfigurationPageTest -Dgeofix.docs=write` writes it anew.

            A setting is given on the command line (`--geofix.data=/var/lib/geofix`), as an environment variable, or in `application.yaml` in the working folder, in this order of precedence. A list is written
            with commas; a size as `64MB` or `1GB`, a time as `30s` or `5m`. A value that cannot be is refused at the start, with what it may be.

            | setting | default | kind | meaning | environment variable |
            |---|---|---|---|---|
            """;
    private static final String OTHERS = """

            ## Of Spring Boot

            Those that matter here, with the values that Geofix gives them. [All others](https://docs.spring.io/spring-boot/appendix/application-properties/index.html) work too.

            | setting | here | meaning | environment variable |
            |---|---|---|---|
            """;
    /** What Spring Boot's settings mean here, by name. */
    private static final Map<String, String> RELIED_ON = new TreeMap<>(Map.ofEntries(
            Map.entry("server.address", "Where the service listens; unless it is set, only this machine can ask"),
            Map.entry("server.port", "Port of the service"),
            Map.entry("server.shutdown", "A stop lets requests that run end first"),
            Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "How long it waits for them"),
            Map.entry("spring.servlet.multipart.max-file-size", "Length of a photo or tile that is sent"),
            Map.entry("spring.servlet.multipart.max-request-size", "Length of all that one request sends in a form"),
            Map.entry("management.server.port", "Port of `/actuator`, if it should be another one than the service's"),
            Map.entry("management.endpoints.web.exposure.include", "What of `/actuator` is there"),
            Map.entry("management.health.diskspace.threshold",
                    "With less room on the data folder's disk its health is DOWN"),
            Map.entry("management.opentelemetry.tracing.export.otlp.endpoint",
                    "Where traces go, such as `http://collector:4318/v1/traces`; none means that nothing is traced"),
            Map.entry("management.tracing.sampling.probability",
                    "Share of the requests that are traced, of those that bring no trace of their own"),
            Map.entry("management.otlp.metrics.export.url",
                    "Where metrics are pushed, such as `http://collector:4318/v1/metrics`; none means nowhere"),
            Map.entry("logging.structured.format.console",
                    "`ecs`, `logstash` or `gelf`: log lines as JSON objects of that form; none means text for people"),
            Map.entry("logging.level.root",
                    "`debug` or `warn` for more or fewer log lines; `logging.level.dev.geofix` is Geofix alone")));

    @Test
    void thePageIsThatOfTheCode() throws IOException {
        String own = properties().entrySet().stream().filter(each -> each.getKey().startsWith("geofix."))
                .map(each -> row(each.getKey(), each.getValue())).collect(Collectors.joining());
        PropertySource<?> here = new YamlPropertySourceLoader().load("here", new ClassPathResource("application.yaml"))
                .getFirst();
        String others = RELIED_ON.entrySet().stream().map(each -> "| `%s` | %s | %s | `%s` |\n".formatted(each.getKey(),
                code(here.getProperty(each.getKey())), each.getValue(), variable(each.getKey())))
                .collect(Collectors.joining());
        GeneratedPage.check(Path.of("docs/configuration.md"), HEAD + own + OTHERS + others, getClass());
    }

    @Test
    void everySettingIsDescribed() throws IOException {
        assertThat(properties().entrySet().stream().filter(each -> each.getKey().startsWith("geofix.")))
                .hasSizeGreaterThan(25).allSatisfy(each -> assertThat(description(each.getValue()))
                        .as(each.getKey()).hasSizeGreaterThan(20).doesNotContain("{@", "|"));
    }

    @Test
    void whatIsSaidOfSpringBootIsThere() throws IOException {
        Map<String, JsonNode> known = properties();
        // One of a map of levels.
        assertThat(RELIED_ON.keySet().stream().filter(name -> !name.equals("logging.level.root")))
                .allSatisfy(name -> assertThat(known).containsKey(name)
                        .extractingByKey(name).satisfies(each -> assertThat(each.has("deprecation")).isFalse()));
    }

    private static Map<String, JsonNode> properties() throws IOException {
        Map<String, JsonNode> properties = new TreeMap<>();
        List<URL> all = Collections.list(ConfigurationPageTest.class.getClassLoader().getResources(METADATA));
        for (URL metadata : all) {
            try (InputStream in = metadata.openStream()) {
                JsonMapper.shared().readTree(in).path("properties")
                        .forEach(property -> properties.put(property.path("name").asString(), property));
            }
        }
        return properties;
    }

    private static String row(String name, JsonNode property) {
        return "| `%s` | %s | %s | %s | `%s` |\n".formatted(name, standard(property.path("defaultValue")),
                kind(property.path("type").asString()), description(property), variable(name));
    }

    /** As it would be written. */
    private static String standard(JsonNode value) {
        List<String> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(each -> values.add(each.asString()));
        } else if (!value.isMissingNode()) {
            values.addAll(List.of(value.asString().replaceAll("[\\[\\] ]", "").split(",")));
        }
        return values.isEmpty()
                ? ""
                : values.stream().map(each -> each.replaceAll("\\.0$", ""))
                        .collect(Collectors.joining(",", "`", "`"));
    }

    private static String code(Object value) {
        return value == null ? "" : "`" + value + "`";
    }

    private static String description(JsonNode property) {
        String text = property.path("description").asString("").replaceAll("\\s+", " ");
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String kind(String type) {
        return switch (type) {
            case "java.lang.Integer", "java.lang.Long" -> "whole number";
            case "java.lang.Double" -> "number";
            case "java.lang.Boolean" -> "true or false";
            case "java.lang.String" -> "text";
            case "java.nio.file.Path" -> "file or folder";
            case "java.time.Duration" -> "time";
            case "org.springframework.util.unit.DataSize" -> "size";
            case "java.util.List<java.nio.file.Path>" -> "folders";
            case "java.util.List<java.net.URI>" -> "addresses";
            case "java.util.List<java.lang.Double>" -> "numbers";
            case "java.util.List<java.lang.String>" -> "words";
            case "java.util.Map<java.lang.String,java.lang.String>" -> "names and values, `.NAME=VALUE`";
            default -> type.startsWith("java.util.List<")
                    ? "list, `[0].NAME=VALUE`"
                    : "word";
        };
    }

    /** As Spring Boot looks for it: no hyphens, and underscores for the dots. */
    private static String variable(String name) {
        return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
