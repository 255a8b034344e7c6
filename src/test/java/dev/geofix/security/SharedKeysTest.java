package dev.geofix.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.testing.FaultyProxy;
import dev.geofix.testing.PostgresServer;
import dev.geofix.testing.RawHttp.Answer;
import dev.geofix.testing.RawHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Keys and audit of two services in one PostgreSQL, behind a network that can fail. */
class SharedKeysTest {
    private static final String JOBS = "GET /api/v1/jobs";
    private static final String CHANGE = "POST /api/v1/jobs/00000000-0000-0000-0000-000000000000/cancel";

    @TempDir
    Path folder;

    private final PostgresServer server = PostgresServer.common();
    private final String url = server.newDatabase();
    private final List<ConfigurableApplicationContext> services = new ArrayList<>();
    private FaultyProxy network;
    private Keys keys;
    private String admin;

    @BeforeEach
    void start() throws IOException {
        keys = Keys.of(url);
        admin = keys.create("ann", "admin");
        network = new FaultyProxy(server.port());
        for (String name : List.of("a", "b")) {
            services.add(new SpringApplicationBuilder(App.class).run("--geofix.data=" + folder.resolve(name),
                    "--geofix.database=" + url.replace(":" + server.port() + "/", ":" + network.port() + "/"),
                    "--server.port=0", "--management.endpoint.health.validate-group-membership=false"));
        }
    }

    @AfterEach
    void stop() throws IOException {
        network.set(FaultyProxy.Mode.PASSING);
        services.forEach(ConfigurableApplicationContext::close);
        network.close();
    }

    private Answer ask(int service, String line, String key) throws IOException {
        int port = ((WebServerApplicationContext) services.get(service)).getWebServer().getPort();
        return RawHttp.send(port, line, "Authorization: Bearer " + key);
    }

    @Test
    void aKeyCountsAndEndsEverywhere() {
        String made = keys.create("late", "gallery");
        for (int service : List.of(0, 1)) {
            await().until(() -> ask(service, JOBS, made).status() == 200);
        }
        services.forEach(each -> each.getBean(LastUse.class).write());
        assertThat(keys.run("list").out()).containsPattern("late .* \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\\R");
        keys.revoke("late");
        for (int service : List.of(0, 1)) {
            await().until(() -> ask(service, JOBS, made).status() == 401);
        }
    }

    @Test
    void whoChangesWhatStandsInTheTableWithItsEnd() throws IOException {
        assertThat(ask(0, CHANGE, admin).status()).isEqualTo(404);
        assertThat(ask(1, CHANGE, "gfx_none").status()).isEqualTo(401);
        assertThat(ask(1, JOBS, admin).status()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(audit()).hasSize(2).allSatisfy(
                row -> assertThat(row).containsKeys("status", "ended").doesNotContainEntry("status", null)));
        assertThat(audit().getFirst()).containsEntry("name", "ann").containsEntry("status", 404)
                .containsEntry("method", "POST").containsEntry("caller", "key").containsEntry("failure", null);
        assertThat(audit().getLast()).containsEntry("status", 401).containsEntry("failure", "malformed");
        assertThat(Files.exists(folder.resolve("a/audit"))).isFalse();
    }

    @Test
    void nothingIsChangedThatCannotBeWrittenDown() throws Exception {
        PostgresServer.execute(url, "alter table audit rename to gone");
        assertThat(ask(0, CHANGE, admin).status()).isEqualTo(500);
        PostgresServer.execute(url, "alter table gone rename to audit");

        network.set(FaultyProxy.Mode.CUT);
        Answer refused = ask(0, CHANGE, admin);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.detail()).contains("does not answer");
        network.set(FaultyProxy.Mode.PASSING);
        await().until(() -> ask(0, CHANGE, admin).status() == 404);
    }

    @Test
    void keysThatWereReadCountWhileTheDatabaseIsAwayAndOthersAreNotRefusedForGood() throws Exception {
        assertThat(ask(0, "GET /api/v1/caller", admin).status()).isEqualTo(200);
        network.set(FaultyProxy.Mode.CUT);
        Thread.sleep(2 * KeyRing.FRESH.toMillis());
        for (int i = 0; i < 5; i++) {
            assertThat(ask(0, "GET /api/v1/caller", admin).status()).isEqualTo(200);
        }
        assertThat(ask(0, JOBS, admin).status()).isEqualTo(503);
        network.set(FaultyProxy.Mode.PASSING);
        await().until(() -> ask(0, JOBS, admin).status() == 200);
    }

    private List<Map<String, Object>> audit() {
        return JdbcClient.create(new DriverManagerDataSource(url)).sql("select * from audit order by sequence").query()
                .listOfRows();
    }

    @EnableAutoConfiguration
    @ConfigurationPropertiesScan({"dev.geofix.jobs", "dev.geofix.platform", "dev.geofix.security"})
    @ComponentScan({"dev.geofix.jobs", "dev.geofix.platform", "dev.geofix.security"})
    static class App {}
}
