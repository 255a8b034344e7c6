package dev.geofix.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.gallery.reindex.ReindexCommand;
import dev.geofix.testing.RawHttp.Answer;
import dev.geofix.testing.RawHttp;
import dev.geofix.testing.RunningService;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service with keys in its data folder, keys in a file, and tokens of a server. */
class SecuredServiceTest {
    private static final String GALLERIES = "GET /api/v1/galleries";

    @TempDir
    private static Path folder;
    private static Path keysFile;
    private static Keys keys;
    private static TokenServer tokens;
    private static RunningService service;
    private static int port;
    private static String locate;
    private static String gallery;
    private static String admin;
    private static String ofFile;

    @BeforeAll
    static void start() throws Exception {
        keys = new Keys(folder.resolve("data"));
        locate = keys.create("phone", "locate");
        gallery = keys.create("importer", "gallery");
        admin = keys.create("ann", "admin");
        Keys.Outcome hashed = keys.run("hash", "--name", "cluster", "--role", "gallery");
        ofFile = hashed.err().strip();
        keysFile = Files.writeString(folder.resolve("keys"), hashed.out());
        tokens = new TokenServer();
        service = RunningService.start(folder.resolve("data"), Stream.concat(Stream.of(tokens.settings()), Stream.of(
                "--geofix.demo.enabled=false", "--geofix.security.keys-file=" + keysFile,
                "--geofix.security.rate-limit.failed=0",
                // As if in a pod, where Spring would believe in X-Forwarded-For unasked.
                "--spring.main.cloud-platform=kubernetes",
                "--geofix.body.parallel-per-caller=2",
                "--geofix.security.role-claims=roles,scope,realm_access.roles"))
                .toArray(String[]::new));
        port = service.context().getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
    }

    private static Answer ask(String line, String key) throws IOException {
        return RawHttp.send(port, line, "Authorization: Bearer " + key);
    }

    private static JsonNode lastAudit() throws IOException {
        return JsonMapper.shared().readTree(audit().getLast());
    }

    private static List<String> audit() throws IOException {
        return Files.readAllLines(folder.resolve("data/audit/audit.jsonl"));
    }

    /** Until a change beside the service has come through. */
    private static Answer until(int status, String line, String key) throws Exception {
        Answer answer = ask(line, key);
        for (int i = 0; i < 300 && answer.status() != status; i++) {
            Thread.sleep(100);
            answer = ask(line, key);
        }
        return answer;
    }

    @Test
    void withoutAKeyTheAnswerIsAProblemThatSaysHowToShowOne() throws IOException {
        Answer answer = RawHttp.send(port, GALLERIES);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"geofix\"");
        assertThat(answer.detail()).contains("needs a key", "Authorization: Bearer", "keys create");
        assertThat(answer.json().path("title").asString()).isEqualTo("Unauthorized");
        assertThat(answer.json().path("instance").asString()).isEqualTo("/api/v1/galleries");
    }

    @Test
    void aKeyIsTakenFromEitherHeaderButNotFromBoth() throws IOException {
        assertThat(ask(GALLERIES, locate).status()).isEqualTo(200);
        assertThat(RawHttp.send(port, GALLERIES, "X-API-Key: " + locate).status()).isEqualTo(200);
        assertThat(RawHttp.send(port, GALLERIES, "authorization: bearer " + locate).status()).isEqualTo(200);
        assertThat(RawHttp.send(port, GALLERIES, "X-API-Key: " + locate, "Authorization: Bearer " + locate).status())
                .isEqualTo(401);
        assertThat(RawHttp.send(port, GALLERIES + "?key=" + locate).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Basic YTpi", "Bearer gfx_", "Bearer x.y.z", "Bearer gfx_00000000_0",
        "Bearer gfx_00000000_0000000000000000000000000000000000000000000", "nonsense"})
    void whatIsNoKeyIsRefused(String authorization) throws IOException {
        Answer answer = RawHttp.send(port, GALLERIES, "Authorization: " + authorization);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
    }

    @Test
    void aKeyWithOneLetterChangedIsNotKnown() throws IOException {
        char last = locate.charAt(locate.length() - 2);
        String changed = locate.substring(0, locate.length() - 2) + (last == 'A' ? 'B' : 'A')
                + locate.substring(locate.length() - 1);
        assertThat(ask(GALLERIES, changed).status()).isEqualTo(401);
    }

    @Test
    void tooSmallARoleIsToldWhichOneIsNeeded() throws IOException {
        Answer answer = ask("PUT /api/v1/galleries/small", locate);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.detail()).contains("needs the role gallery");
        assertThat(ask("DELETE /api/v1/galleries/small", gallery).detail()).contains("needs the role admin");
    }

    @Test
    void aGreaterRoleIncludesTheSmallerOnes() throws IOException {
        assertThat(ask(GALLERIES, gallery).status()).isEqualTo(200);
        assertThat(ask(GALLERIES, admin).status()).isEqualTo(200);
        assertThat(ask("GET /api/v1/jobs", admin).status()).isEqualTo(200);
    }

    @Test
    void anAddressThatNoRuleSpeaksOfIsForAdmins() throws IOException {
        assertThat(RawHttp.send(port, "GET /api/v2/all").status()).isEqualTo(401);
        assertThat(ask("GET /api/v2/all", gallery).status()).isEqualTo(403);
        assertThat(ask("GET /api/v2/all", admin).status()).isEqualTo(404);
    }

    @Test
    void aKeyMadeBesideTheServiceCountsAndEndsWhenItIsRevoked() throws Exception {
        String late = keys.create("late", "locate");
        assertThat(until(200, GALLERIES, late).status()).isEqualTo(200);
        keys.revoke("late");
        Answer refused = until(401, GALLERIES, late);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.detail()).contains("revoked");
        assertThat(lastAudit().path("failure").asString()).isEqualTo("revoked");
    }

    @Test
    void anExpiredKeyIsRefused() throws Exception {
        String soon = keys.create("soon", "locate", "--expires", "1d");
        assertThat(until(200, GALLERIES, soon).status()).isEqualTo(200);
        try (var database = DriverManager
                .getConnection("jdbc:sqlite:" + folder.resolve("data/geofix.db") + "?busy_timeout=30000");
                var sql = database.createStatement()) {
            sql.executeUpdate("update api_key set expires = 1 where name = 'soon'");
        }
        assertThat(until(401, GALLERIES, soon).detail()).contains("expired");
        assertThat(keys.run("list").out()).containsPattern("soon .*expired");
    }

    @Test
    void theKeysFileIsReadAgainWhenItChangesAndABrokenOneChangesNothing() throws Exception {
        assertThat(ask("PUT /api/v1/galleries/x", ofFile).status()).isNotIn(401, 403);
        Keys.Outcome other = keys.run("hash", "--name", "other", "--role", "locate");
        String before = Files.readString(keysFile);
        Files.writeString(keysFile, "no line of keys");
        Thread.sleep(2 * KeyRing.FRESH.toMillis());
        assertThat(ask(GALLERIES, ofFile).status()).isEqualTo(200);
        Files.writeString(keysFile, before + other.out());
        assertThat(until(200, GALLERIES, other.err().strip()).status()).isEqualTo(200);
        Files.writeString(keysFile, before);
        assertThat(until(401, GALLERIES, other.err().strip()).status()).isEqualTo(401);
    }

    @Test
    void whenAKeyWasLastUsedIsWrittenLaterNotAtEachRequest() throws Exception {
        String used = keys.create("used", "locate");
        assertThat(until(200, GALLERIES, used).status()).isEqualTo(200);
        assertThat(keys.run("list").out()).containsPattern("used .* -\\R");
        service.bean(LastUse.class).write();
        assertThat(keys.run("list").out()).containsPattern("used .* \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\\R");
    }

    @Test
    void aTokenOfTheServerHasTheRolesOfItsClaims() throws Exception {
        assertThat(ask(GALLERIES, tokens.token(Map.of("roles", List.of("locate")))).status()).isEqualTo(200);
        assertThat(ask(GALLERIES, tokens.token(Map.of("scope", "openid locate"))).status()).isEqualTo(200);
        assertThat(ask("GET /api/v1/jobs", tokens.token(Map.of("realm_access", Map.of("roles", List.of("GALLERY")))))
                .status()).isEqualTo(200);
        assertThat(ask("GET /api/v1/jobs", tokens.token(Map.of("roles", List.of("locate")))).status()).isEqualTo(403);
    }

    @Test
    void aTokenWithoutARoleThatGeofixHasMayDoNothing() throws Exception {
        Answer answer = ask(GALLERIES, tokens.token(Map.of("roles", List.of("root", "ROLE_ADMIN"))));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.detail()).contains("needs the role locate");
    }

    @Test
    void aTokenThatIsForgedOrExpiredOrForOthersIsRefused() throws Exception {
        String good = tokens.token(Map.of("roles", "admin"));
        String unsigned = "eyJhbGciOiJub25lIn0." + good.split("\\.")[1] + ".";
        for (String token : List.of(tokens.forged(), tokens.expired(), tokens.ofOtherAudience(), unsigned,
                good.substring(0, good.lastIndexOf('.') + 1))) {
            Answer answer = ask(GALLERIES, token);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
            assertThat(answer.detail()).contains("token is not accepted");
        }
    }

    @Test
    void theAuditLogNamesWhoChangedWhat() throws Exception {
        assertThat(ask("DELETE /api/v1/galleries/gone", admin).status()).isEqualTo(404);
        JsonNode entry = lastAudit();
        assertThat(entry.path("caller").asString()).isEqualTo("key");
        assertThat(entry.path("name").asString()).isEqualTo("ann");
        assertThat(entry.path("id").asString()).isEqualTo(admin.substring(4, 12));
        assertThat(entry.path("method").asString()).isEqualTo("DELETE");
        assertThat(entry.path("path").asString()).isEqualTo("/api/v1/galleries/gone");
        assertThat(entry.path("status").asInt()).isEqualTo(404);
        assertThat(entry.path("time").asString()).endsWith("Z");
        ask("DELETE /api/v1/galleries/gone", tokens.token(Map.of("roles", "locate")));
        assertThat(lastAudit().path("caller").asString()).isEqualTo("token");
        assertThat(lastAudit().path("name").asString()).isEqualTo("ann");
        assertThat(lastAudit().path("status").asInt()).isEqualTo(403);
    }

    @Test
    void readingIsNotAudited() throws Exception {
        ask("DELETE /api/v1/galleries/marker", admin);
        ask(GALLERIES, admin);
        assertThat(lastAudit().path("path").asString()).endsWith("marker");
    }

    @Test
    void aNameCannotForgeALineOfTheAuditLog() throws Exception {
        int before = audit().size();
        String subject = "eve\n{\"caller\":\"key\",\"name\":\"ann\"}\u2028\u001b[2J\u0085";
        assertThat(ask("DELETE /api/v1/galleries/x", tokens.token(Map.of("sub", subject, "roles", "admin"))).status())
                .isEqualTo(404);
        assertThat(audit()).hasSize(before + 1);
        assertThat(audit().getLast()).matches("[\\x20-\\x7e]+");
        assertThat(lastAudit().path("name").asString()).isEqualTo(subject);
    }

    @Test
    void theAuditLogNeverHoldsAKey() throws Exception {
        ask("DELETE /api/v1/galleries/" + admin, locate);
        ask("PUT /api/v1/galleries/x?key=" + admin, "gfx_00000000_" + admin.substring(13));
        assertThat(String.join("\n", audit())).contains("gfx_" + admin.substring(4, 12) + "***")
                .doesNotContain(admin.substring(13)).doesNotContain(locate.substring(13));
    }

    @Test
    void nobodySaysOfItselfFromWhereItCalls() throws IOException {
        RawHttp.send(port, GALLERIES, "Authorization: Bearer gfx_none", "X-Forwarded-For: 203.0.113.7",
                "Forwarded: for=203.0.113.7");
        assertThat(lastAudit().path("address").asString()).isEqualTo("127.0.0.1");
    }

    @Test
    void answersTellBrowsersToBeCareful() throws IOException {
        Answer answer = ask(GALLERIES, locate);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'; frame-ancestors 'none'")
                .doesNotContain("script-src");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    }

    @Test
    void thePageOfTheApiIsOpenAndMayRunItsOwnScriptsOnly() throws IOException {
        Answer page = RawHttp.send(port, "GET /swagger-ui/index.html");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).contains("script-src 'self';").doesNotContain("unsafe-eval");
        assertThat(page.body()).doesNotContainPattern("<script(?![^>]*src=)");
        JsonNode description = RawHttp.send(port, "GET /v3/api-docs").json();
        assertThat(description.path("components").path("securitySchemes").path("key").path("scheme").asString())
                .isEqualTo("bearer");
    }

    @Test
    void theConsoleIsOpenAndRunsFilesOfThisServiceOnly() throws IOException {
        Answer page = RawHttp.send(port, "GET /");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "script-src 'self';",
                "style-src 'self';", "connect-src 'self'").doesNotContain("unsafe");
        assertThat(page.body()).doesNotContainPattern("<script(?![^>]*src=)").doesNotContain("style=", "http:",
                "https:");
        for (String file : List.of("console/main.js", "console/style.css", "console/icon.svg",
                "webjars/leaflet/1.9.4/dist/leaflet.js", "webjars/leaflet/1.9.4/dist/leaflet.css")) {
            assertThat(page.body()).contains(file.equals("console/icon.svg") ? "icon.svg" : file);
            assertThat(RawHttp.send(port, "GET /" + file).status()).as(file).isEqualTo(200);
        }
        assertThat(RawHttp.send(port, "POST /").status()).isEqualTo(401);
    }

    @Test
    void aFileOfTheConsoleIsSentAgainOnlyWhenItHasChanged() throws IOException {
        Answer file = RawHttp.send(port, "GET /console/main.js");
        assertThat(file.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(file.headers()).doesNotContainIgnoringCase("Last-Modified");
        assertThat(RawHttp.send(port, "GET /console/main.js", "If-None-Match: " + file.header("ETag")).status())
                .isEqualTo(304);
    }

    @Test
    void noOtherSiteMayReadAnAnswer() throws IOException {
        Answer answer = RawHttp.send(port, GALLERIES, "Origin: https://evil.example",
                "Authorization: Bearer " + locate);
        assertThat(answer.headers()).doesNotContainIgnoringCase("Access-Control-Allow");
        Answer preflight = RawHttp.send(port, "OPTIONS /api/v1/galleries", "Origin: https://evil.example",
                "Access-Control-Request-Method: PUT", "Access-Control-Request-Headers: authorization");
        assertThat(preflight.headers()).doesNotContainIgnoringCase("Access-Control-Allow");
        assertThat(preflight.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/galleries;x=1", "/api/v1//galleries", "/api/v1/galleries/%2e%2e/models",
        "/api/v1/galleries/a%2Fb", "/api/v1/galleries/a%00b", "/api/v1/galleries/a%0Ab", "/api/v1/galleries/a%25b",
        "/api/v1/galleries/a%5Cb"})
    void anAddressThatIsNotSoundIsAProblem(String path) throws IOException {
        Answer answer = ask("GET " + path, admin);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.detail()).isNotEmpty();
    }

    @Test
    void aHeaderWithControlCharactersIsAProblem() throws IOException {
        Answer answer = RawHttp.send(port, "POST /api/v1/admin/training-jobs", "Authorization: Bearer " + admin,
                "Content-Type: application/json", "Idempotency-Key: a\u0007b");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"Z%C3%BCrich, Zürich", "%E6%9D%B1%E4%BA%AC, 東京", "Delft%202026, Delft 2026",
        "a%3Fb%23c&d=e, a?b#c&d=e", "tile.v2, tile.v2", "%22%3Cb%3E%22, '\"<b>\"'"})
    void namesThatMustBeEscapedAreNames(String escaped, String name) throws IOException {
        Answer answer = ask("GET /api/v1/galleries/" + escaped + "/tiles/" + escaped, locate);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.detail()).contains(name);
    }

    @Test
    void probesAreOpenAndShowDetailsToAdminsOnly() throws IOException {
        for (String probe : List.of("liveness", "readiness")) {
            Answer open = RawHttp.send(port, "GET /actuator/health/" + probe);
            assertThat(open.status()).isIn(200, 503);
            assertThat(open.json().propertyNames()).containsExactly("status");
        }
        assertThat(ask("GET /actuator/health/readiness", locate).json().has("components")).isFalse();
        assertThat(ask("GET /actuator/health/readiness", admin).json().path("components").has("model")).isTrue();
        for (String closed : List.of("", "/health", "/info", "/metrics", "/health/readiness/model")) {
            assertThat(RawHttp.send(port, "GET /actuator" + closed).status()).as(closed).isEqualTo(401);
            assertThat(ask("GET /actuator" + closed, gallery).status()).as(closed).isEqualTo(403);
            assertThat(ask("GET /actuator" + closed, admin).status()).as(closed).isIn(200, 503);
        }
    }

    @Test
    void commandsThatAskAServiceShowTheKeyTheyAreGiven() throws IOException {
        StringWriter said = new StringWriter();
        CommandLine reindex = new CommandLine(new ReindexCommand())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    said.append(e.getMessage());
                    return 2;
                });
        reindex.execute("--gallery", "none", "--url", "http://localhost:" + port);
        assertThat(said.toString()).contains("needs a key");
        reindex.execute("--gallery", "none", "--url", "http://localhost:" + port, "--key", gallery);
        assertThat(said.toString()).contains("none").endsWith(
                ask("POST /api/v1/galleries/none/reindex", gallery).detail());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/zip"})
    void withoutAKeyNothingOfABodyIsRead(String type) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(("PUT /api/v1/galleries/x/tiles/y HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                            + type + "\r\nContent-Length: 100000000\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .as("answered although nothing of it has come").isEqualTo("HTTP/1.1 401");
        }
    }

    @Test
    void whoKeepsManyBodiesHalfSentLocksOutNobodyElse() throws IOException {
        List<Socket> three = List.of(halfSent(gallery), halfSent(gallery), halfSent(gallery));
        List<Socket> refused = await().until(() -> three.stream().filter(SecuredServiceTest::isAnswered).toList(),
                answered -> !answered.isEmpty());
        assertThat(refused).hasSize(1);
        assertThat(answer(refused.getFirst())).startsWith("HTTP/1.1 429").contains("Retry-After: 2",
                "geofix.body.parallel-per-caller");
        try (Socket other = halfSent(admin)) {
            other.getOutputStream().write('}');
            assertThat(answer(other)).startsWith("HTTP/1.1 404");
        }
        for (Socket socket : three) {
            socket.close();
        }
    }

    /** All of a JSON body but its last byte. */
    private static Socket halfSent(String key) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(60_000);
        socket.getOutputStream()
                .write(("POST /api/v1/galleries/x/imports HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nAuthorization: Bearer " + key
                        + "\r\nContent-Length: 2\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static boolean isAnswered(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Up to the id at its end: the service may go on to read what is left of the body. */
    private static String answer(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = 0; next >= 0 && text.indexOf("requestId") < 0; text.append((char) next)) {
            next = socket.getInputStream().read();
        }
        return text.toString();
    }

    @Test
    void noCookieIsEverSet() throws IOException {
        assertThat(ask(GALLERIES, admin).headers() + RawHttp.send(port, GALLERIES).headers())
                .doesNotContainIgnoringCase("Set-Cookie");
    }
}
