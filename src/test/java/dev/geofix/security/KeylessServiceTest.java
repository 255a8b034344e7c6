package dev.geofix.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.testing.RawHttp;
import dev.geofix.testing.RawHttp.Answer;
import dev.geofix.testing.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeylessServiceTest {
    private static final String GALLERIES = "GET /api/v1/galleries";

    @TempDir
    private static Path folder;
    private static RunningService service;
    private static int port;

    @BeforeAll
    static void start() {
        service = RunningService.start(folder.resolve("data"), "--geofix.demo.enabled=false",
                "--geofix.security.rate-limit.failed=3", "--geofix.security.rate-limit.read=2");
        port = service.context().getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:1", "LOCALHOST:8080", "127.0.0.1:8080", "127.1.2.3", "[::1]:8080"})
    void thisMachineMayDoEverything(String host) throws IOException {
        assertThat(RawHttp.send(port, GALLERIES, "Host: " + host).status()).isEqualTo(200);
        assertThat(RawHttp.send(port, "DELETE /api/v1/galleries/none", "Host: " + host).status()).isEqualTo(404);
        assertThat(RawHttp.send(port, "GET /actuator/health/readiness", "Host: " + host).json().has("components"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", "192.168.0.1",
        "[::2]:8080", "localhost:8080@evil.example", "localhost evil.example", ""})
    void aNameOfElsewhereThatLeadsHereIsRefused(String host) throws IOException {
        Answer answer = RawHttp.send(port, GALLERIES, "Host: " + host);
        assertThat(answer.status()).isIn(400, 403);
        if (answer.status() == 403) {
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.detail()).contains("this machine", "header Host", "keys create");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: https://evil.example", "Origin: null", "Origin: http://localhost:3000",
        "Origin: https://localhost:HERE", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site"})
    void aPageOfElsewhereIsRefused(String header) throws IOException {
        Answer answer = RawHttp.send(port, "PUT /api/v1/galleries/x", header.replace("HERE", "" + port));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.detail()).contains("page of another site");
        assertThat(RawHttp.send(port, GALLERIES, header.replace("HERE", "" + port)).status()).isEqualTo(403);
    }

    @Test
    void aPageOfItsOwnMayAsk() throws IOException {
        assertThat(RawHttp.send(port, GALLERIES, "Origin: http://localhost:" + port, "Sec-Fetch-Site: same-origin")
                .status()).isEqualTo(200);
    }

    @Test
    void aLinkOfElsewhereLeadsToThePageOfTheApiButSendsNoForm() throws IOException {
        String[] followed = {"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"};
        assertThat(RawHttp.send(port, "GET /swagger-ui/index.html", followed).status()).isEqualTo(200);
        assertThat(RawHttp.send(port, "POST /api/v1/locate", followed).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For: 10.0.0.1", "Forwarded: for=10.0.0.1", "X-Forwarded-Host: geofix.example",
        "Via: 1.1 proxy", "X-Real-IP: 10.0.0.1"})
    void whatAProxyPassesOnIsRefused(String header) throws IOException {
        assertThat(RawHttp.send(port, GALLERIES, header).detail()).contains("passed on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: http://localhost:3000", "X-Forwarded-For: 10.0.0.1", "Sec-Fetch-Site: cross-site"})
    void theConsoleComesThroughAProxyAndCanSayWhatIsWrong(String header) throws IOException {
        for (String file : List.of("/", "/console/main.js", "/webjars/leaflet/1.9.4/dist/leaflet.js")) {
            assertThat(RawHttp.send(port, "GET " + file, header).status()).as(file).isEqualTo(200);
        }
        assertThat(RawHttp.send(port, "GET /console/../api/v1/galleries", header).status()).isGreaterThanOrEqualTo(400);
    }

    /** Late, since nothing goes back from here. */
    @Test
    @Order(Integer.MAX_VALUE - 1)
    void theFirstKeyClosesTheServiceWhileItRunsAndRevokingItDoesNotOpenIt() throws Exception {
        assertThat(RawHttp.send(port, GALLERIES).status()).isEqualTo(200);
        Keys keys = new Keys(folder.resolve("data"));
        String key = keys.create("first", "locate");
        Thread.sleep(2 * KeyRing.FRESH.toMillis());
        assertThat(RawHttp.send(port, GALLERIES).status()).isEqualTo(401);
        assertThat(RawHttp.send(port, GALLERIES, "X-API-Key: " + key).status()).isEqualTo(200);
        assertThat(RawHttp.send(port, GALLERIES, "X-API-Key: " + key).status()).isEqualTo(200);
        assertTooMany(RawHttp.send(port, GALLERIES, "X-API-Key: " + key), "read 2 times a minute");
        keys.revoke("first");
        Thread.sleep(2 * KeyRing.FRESH.toMillis());
        assertThat(RawHttp.send(port, GALLERIES).status()).isEqualTo(401);
        assertThat(RawHttp.send(port, GALLERIES, "X-API-Key: " + key).status()).isEqualTo(401);
        assertThat(RawHttp.send(port, GALLERIES, "X-API-Key: " + key).status()).isIn(401, 429);
        assertTooMany(RawHttp.send(port, GALLERIES, "X-API-Key: " + key), "without a valid key");
        assertTooMany(RawHttp.send(port, GALLERIES, "Authorization: Bearer a.b.c"), "without a valid key");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void callsOverALimitDoNotFillTheAuditLog() throws IOException {
        int before = audit().size();
        int heard = 0;
        for (int i = 0; i < 10; i++) {
            heard += RawHttp.send(port, "PUT /api/v1/galleries/flood").status() == 429 ? 0 : 1;
        }
        assertThat(heard).isLessThan(10);
        assertThat(audit()).hasSize(before + heard);
    }

    private static List<String> audit() throws IOException {
        return Files.readAllLines(folder.resolve("data/audit/audit.jsonl"));
    }

    private static void assertTooMany(Answer answer, String limit) {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.detail()).contains(limit);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
    }
}
