package dev.geofix.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.testing.RawHttp;
import dev.geofix.testing.RawHttp.Answer;
import dev.geofix.testing.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Asks for every address of the running service in every role, and compares the outcome with the table in the documentation. */
class RoutesTest {
    private static final Path TABLE = Path.of("docs/security-routes.md");
    private static final String HEAD = """
            # Who may call what

            Asked of a running service, by `RoutesTest`: every address that it serves, without a key, with a key of each role, and while there are no keys at all
            ("keyless", by this machine only). ✓ is let through, 401 asks for a key, 403 for a larger role. After a change of the addresses, write this file anew with

                ./mvnw test -Dtest=RoutesTest -Dgeofix.docs=write

            | call | no key | locate | gallery | admin | keyless |
            |---|---|---|---|---|---|
            """;

    @TempDir
    private Path folder;

    @Test
    void theTableInTheDocumentationIsWhatTheServiceDoes() throws Exception {
        Map<String, String> rows = new TreeMap<>(RoutesTest::byPathFirst);
        Path data = folder.resolve("data");
        try (RunningService service = RunningService.start(data, "--geofix.demo.enabled=false",
                "--geofix.security.rate-limit.failed=0",
                "--management.endpoint.health.validate-group-membership=false")) {
            int port = service.context().getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            Set<String> calls = calls(service);
            Map<String, String> keyless = new LinkedHashMap<>();
            for (String call : calls) {
                keyless.put(call, outcome(RawHttp.send(port, line(call))));
            }
            Keys keys = new Keys(data);
            String[] callers = {"none", keys.create("a", "locate"), keys.create("b", "gallery"),
                keys.create("c", "admin")};
            Thread.sleep(2 * KeyRing.FRESH.toMillis());
            for (String call : calls) {
                StringBuilder row = new StringBuilder("| `").append(call).append("` |");
                for (String key : callers) {
                    row.append(' ').append(outcome(key.equals("none")
                            ? RawHttp.send(port, line(call))
                            : RawHttp.send(port, line(call), "Authorization: Bearer " + key))).append(" |");
                }
                rows.put(call, row.append(' ').append(keyless.get(call)).append(" |\n").toString());
            }
        }
        assertThat(rows).hasSizeGreaterThan(30);
        String table = HEAD + String.join("", rows.values());
        if ("write".equals(System.getProperty("geofix.docs"))) {
            Files.writeString(TABLE, table);
        }
        assertThat(Files.readString(TABLE))
                .as("write it anew with ./mvnw test -Dtest=RoutesTest -Dgeofix.docs=write")
                .isEqualTo(table);
    }

    /** Those of controllers and of actuator endpoints; the page of the API is made of files. */
    private static Set<String> calls(RunningService service) {
        Set<String> calls = new TreeSet<>(Set.of("GET /actuator/health/liveness",
                "GET /actuator/health/readiness", "GET /swagger-ui/index.html", "GET /", "GET /none", "POST /none"));
        for (RequestMappingInfoHandlerMapping mapping : service.context()
                .getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                for (String path : info.getPatternValues()) {
                    if (info.getMethodsCondition().getMethods().isEmpty()) {
                        calls.add("GET " + path);
                        calls.add("POST " + path);
                    }
                    info.getMethodsCondition().getMethods().forEach(method -> calls.add(method + " " + path));
                }
            }
        }
        return calls;
    }

    /** With names that nothing has, so that nothing happens. */
    private static String line(String call) {
        return call.replace("{id}", "00000000-0000-0000-0000-000000000000").replace("/**", "/none")
                .replaceAll("\\{[^}]+}", "none");
    }

    private static String outcome(Answer answer) throws IOException {
        assertThat(answer.status()).as(answer.body()).isNotEqualTo(500);
        return answer.status() == 401 || answer.status() == 403 ? String.valueOf(answer.status()) : "✓";
    }

    private static int byPathFirst(String one, String other) {
        int path = one.substring(one.indexOf(' ')).compareTo(other.substring(other.indexOf(' ')));
        return path == 0 ? one.compareTo(other) : path;
    }
}
