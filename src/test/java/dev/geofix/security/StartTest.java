package dev.geofix.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.geofix.platform.SetupException;
import dev.geofix.testing.RawHttp;
import dev.geofix.testing.RawHttp.Answer;
import dev.geofix.testing.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StartTest {
    private static final String NO_DEMO = "--geofix.demo.enabled=false";

    private static final String SIGNED = "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiJhbm4ifQ.c2lnbmVk";

    @TempDir
    Path folder;
    private Path data;

    @BeforeEach
    void emptyFolder() {
        data = folder.resolve("data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--server.address=0.0.0.0", "--server.address=",
        "--management.server.port=0"})
    void withoutKeysItDoesNotStartWhereOthersReachIt(String setting) {
        SetupException failure = failure(setting);
        assertThat(failure.getMessage()).contains("No key is configured", "server.address");
        assertThat(failure.wayOut()).contains("keys create", data.toString(), "127.0.0.1");
    }

    @Test
    void aKeysFileThatCannotBeReadIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "ci:boss:00\n");
        assertThat(failure("--geofix.security.keys-file=" + file).getMessage()).contains("line 1", file.toString());
        assertThat(failure("--geofix.security.keys-file=" + folder.resolve("none")).getMessage())
                .contains("cannot be read");
    }

    @Test
    void anAuditLogThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "").resolve("audit.jsonl");
        assertThat(failure("--geofix.security.audit.file=" + file).getMessage()).contains(file.toString());
    }

    private SetupException failure(String setting) {
        Throwable thrown = catchThrowable(() -> RunningService.start(data, NO_DEMO, setting).close());
        while (thrown != null && !(thrown instanceof SetupException)) {
            thrown = thrown.getCause();
        }
        assertThat(thrown).isNotNull();
        return (SetupException) thrown;
    }

    @Test
    void withoutKeysItSaysThatOnlyThisMachineCanAsk(CapturedOutput output) {
        RunningService.start(data, NO_DEMO).close();
        assertThat(output).contains("No key is configured, so only this machine can ask: http://localhost:");
    }

    @Test
    void withAKeyAnyAddressWillDoAndTheManagementPortAsksForNone(CapturedOutput output) throws IOException {
        String key = new Keys(data).create("prometheus", "locate");
        try (RunningService service = RunningService.start(data, NO_DEMO, "--server.address=0.0.0.0",
                "--management.server.port=0", "--management.server.address=127.0.0.1",
                "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/keys")) {
            assertThat(output).contains("need a key", "name this one in", "jwt.audiences")
                    .doesNotContain(key.substring(13));
            int port = property(service, "local.server.port");
            int management = property(service, "local.management.port");
            assertThat(RawHttp.send(port, "GET /api/v1/galleries").status()).isEqualTo(401);
            assertThat(RawHttp.send(port, "GET /api/v1/galleries", "X-API-Key: " + key).status()).isEqualTo(200);
            Answer unchecked = RawHttp.send(port, "GET /api/v1/galleries", "Authorization: Bearer " + SIGNED);
            assertThat(unchecked.status()).as("nobody says now whether it is right").isEqualTo(503);
            assertThat(unchecked.header("Retry-After")).isNotNull();
            Answer health = RawHttp.send(management, "GET /actuator/health/readiness");
            assertThat(health.json().path("components").has("model")).isTrue();
            assertThat(RawHttp.send(management, "GET /actuator/metrics").status()).isEqualTo(200);
            assertThat(RawHttp.send(management, "GET /api/v1/galleries").status()).isEqualTo(404);
        }
    }

    private static int property(RunningService service, String name) {
        return service.context().getEnvironment().getRequiredProperty(name, Integer.class);
    }
}
