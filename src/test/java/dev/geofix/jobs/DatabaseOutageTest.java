package dev.geofix.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.jobs.Replica.Deeds;
import dev.geofix.testing.FaultyProxy;
import dev.geofix.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** PostgreSQL goes away for longer than a lease, in every state of a job. {@code -Dgeofix.outage=60s} makes it a minute. */
class DatabaseOutageTest {
    private static final Duration OUTAGE = Duration.parse("PT" + System.getProperty("geofix.outage", "8s"));
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static PostgresServer server;

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private String url;

    @BeforeAll
    static void serve() {
        server = PostgresServer.create();
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void database() {
        url = server.newDatabase();
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private Replica replica(String name, String address) {
        Replica replica = Replica.start(folder, name, address);
        open.add(replica);
        return replica;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void jobsThatWaitRunAndEndSurviveIt(boolean isCrash) throws Exception {
        Replica a = replica("a", url);
        Replica b = replica("b", url);
        UUID running = a.jobs().submit("hold", Map.of()).id();
        a.until(running, JobState.RUNNING);
        UUID ending = b.jobs().submit("hold", Map.of()).id();
        b.until(ending, JobState.RUNNING);
        UUID queued = a.jobs().submit("quick", Map.of()).id();

        if (isCrash) {
            server.crash();
        } else {
            server.stop();
        }
        try {
            Thread.sleep(1000);
            Deeds.RELEASED.add(ending);
            assertRefused(a.http());
            b.http().get().uri("/actuator/health/readiness").exchange().expectStatus().isEqualTo(503);
            Thread.sleep(OUTAGE.toMillis());
        } finally {
            server.start();
        }
        a.until(ending, JobState.SUCCEEDED);
        a.until(queued, JobState.SUCCEEDED);
        b.http().get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
        assertThat(b.jobs().get(running).state()).isEqualTo(JobState.RUNNING);
        Deeds.RELEASED.add(running);
        b.until(running, JobState.SUCCEEDED);
        assertThat(List.of(running, ending, queued)).allSatisfy(id -> assertThat(Deeds.runs(id)).hasSize(1));
        assertThat(Deeds.TWICE).isEmpty();
    }

    private static void assertRefused(RestTestClient http) {
        http.get().uri("/api/v1/jobs").exchange().expectStatus().isEqualTo(503).expectHeader()
                .valueEquals("Retry-After", "5")
                .expectBody().jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains("does not answer"));
        http.post().uri("/api/v1/jobs/{id}/cancel", UUID.randomUUID()).exchange().expectStatus().isEqualTo(503);
    }

    @Test
    void connectionsThatSayNothingMoreAreGivenUp() throws Exception {
        FaultyProxy network = new FaultyProxy(server.port());
        open.add(network);
        Replica a = replica("a", url.replace(":" + server.port() + "/", ":" + network.port() + "/"));
        UUID id = a.jobs().submit("hold", Map.of()).id();
        a.until(id, JobState.RUNNING);
        // A connection that has just answered is not asked whether it lives: its next answer alone has a bound.
        a.http().get().uri("/api/v1/jobs").exchange().expectStatus().isOk();
        network.set(FaultyProxy.Mode.SILENT);
        long began = System.nanoTime();
        a.http().get().uri("/api/v1/jobs").exchange().expectStatus().isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).as("the bound of an answer").isLessThan(BOUND);
        network.set(FaultyProxy.Mode.PASSING);
        await().untilAsserted(
                () -> a.http().get().uri("/api/v1/jobs").exchange().expectStatus().isOk());
        Deeds.RELEASED.add(id);
        a.until(id, JobState.SUCCEEDED);
        assertThat(Deeds.runs(id)).hasSize(1);
    }

    @Test
    void connectionsThatAreCutAreMadeAgain() throws Exception {
        FaultyProxy network = new FaultyProxy(server.port());
        open.add(network);
        Replica a = replica("a", url.replace(":" + server.port() + "/", ":" + network.port() + "/"));
        UUID id = a.jobs().submit("hold", Map.of()).id();
        a.until(id, JobState.RUNNING);
        for (int i = 0; i < 5; i++) {
            network.set(FaultyProxy.Mode.CUT);
            Thread.sleep(300);
            network.set(FaultyProxy.Mode.PASSING);
            Thread.sleep(700);
        }
        Deeds.RELEASED.add(id);
        a.until(id, JobState.SUCCEEDED);
        assertThat(Deeds.runs(id)).hasSize(1);
    }

    /** One pool of connections tries again every moment after an outage, another only every five seconds. */
    @Test
    void anOwnerThatFindsItBackSecondsAfterTheOthersKeepsItsJob() throws Exception {
        FaultyProxy ofOwner = new FaultyProxy(server.port());
        open.add(ofOwner);
        FaultyProxy ofOther = new FaultyProxy(server.port());
        open.add(ofOther);
        Replica owner = replica("owner", url.replace(":" + server.port() + "/", ":" + ofOwner.port() + "/"));
        Replica other = replica("other", url.replace(":" + server.port() + "/", ":" + ofOther.port() + "/"));
        UUID id = owner.jobs().submit("hold", Map.of()).id();
        owner.until(id, JobState.RUNNING);
        // The other one first: it must not see the lease run out before.
        ofOther.set(FaultyProxy.Mode.CUT);
        ofOwner.set(FaultyProxy.Mode.CUT);
        Thread.sleep(Replica.LEASE.plusSeconds(1).toMillis());
        ofOther.set(FaultyProxy.Mode.PASSING);
        await().untilAsserted(() -> other.http().get().uri("/api/v1/jobs").exchange().expectStatus().isOk());
        Thread.sleep(Replica.LEASE.plusMillis(500).toMillis());
        ofOwner.set(FaultyProxy.Mode.PASSING);
        await().untilAsserted(() -> owner.http().get().uri("/api/v1/jobs").exchange().expectStatus().isOk());
        Deeds.RELEASED.add(id);
        other.until(id, JobState.SUCCEEDED);
        assertThat(Deeds.runs(id)).hasSize(1);
    }

    @Test
    void aServiceThatStartsFirstWaitsForIt() throws Exception {
        server.stop();
        CompletableFuture<Replica> starting;
        try {
            starting = CompletableFuture.supplyAsync(() -> replica("early", url));
            Thread.sleep(4000);
            assertThat(starting).isNotDone();
        } finally {
            server.start();
        }
        Replica early = starting.get(60, TimeUnit.SECONDS);
        early.until(early.jobs().submit("quick", Map.of()).id(), JobState.SUCCEEDED);
    }

    @Test
    void aShutdownDuringItLeavesTheJobToTheNextStart() throws Exception {
        Replica a = replica("a", url);
        UUID id = a.jobs().submit("hold", Map.of()).id();
        a.until(id, JobState.RUNNING);
        server.stop();
        try {
            a.close();
        } finally {
            server.start();
        }
        open.remove(a);
        Replica again = replica("a", url);
        await().until(() -> Deeds.runs(id).size() == 2);
        Deeds.RELEASED.add(id);
        again.until(id, JobState.SUCCEEDED);
    }

    @Test
    void whatTheServerRefusesIsSaidAtOnce() throws IOException {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                () -> replica("wrong", url.replaceFirst("/test\\d+", "/nothing"))))
                .hasRootCauseInstanceOf(org.postgresql.util.PSQLException.class)
                .hasStackTraceContaining("refuses").hasStackTraceContaining("nothing");
    }
}
