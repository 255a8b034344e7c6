package dev.geofix.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.geofix.jobs.Replica.Deeds;
import dev.geofix.platform.UserException;
import dev.geofix.testing.PostgresServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two services with one PostgreSQL. */
class SharedJobsTest {
    private static final JsonNode BODY = JsonMapper.shared().createObjectNode().put("a", 1);

    @TempDir
    Path folder;

    private final String url = PostgresServer.common().newDatabase();
    private final List<Replica> replicas = new ArrayList<>();

    @AfterEach
    void stop() {
        replicas.forEach(Replica::close);
    }

    private Replica replica(String... settings) {
        Replica replica = Replica.start(folder, "r" + replicas.size(), url, settings);
        replicas.add(replica);
        return replica;
    }

    @Test
    void eachJobRunsOnce() {
        Replica a = replica("--geofix.job.parallel=3");
        Replica b = replica("--geofix.job.parallel=3");
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add((i % 2 == 0 ? a : b).jobs().submit("quick", Map.of("n", i)).id());
        }
        all.forEach(id -> a.until(id, JobState.SUCCEEDED));
        Set<String> workers = new HashSet<>();
        assertThat(all).allSatisfy(id -> assertThat(Deeds.runs(id)).hasSize(1));
        all.forEach(id -> workers.addAll(Deeds.runs(id)));
        assertThat(workers).containsExactlyInAnyOrder(a.home(), b.home());
        assertThat(Deeds.TWICE).isEmpty();
    }

    @Test
    void aServiceTakesTheKindsThatItIsGiven() throws Exception {
        Replica some = replica("--geofix.job.kinds=quick,heavy");
        UUID other = some.jobs().submit("hold", Map.of()).id();
        UUID own = some.jobs().submit("quick", Map.of()).id();
        some.until(own, JobState.SUCCEEDED);
        Thread.sleep(1500);
        assertThat(some.jobs().get(other).state()).isEqualTo(JobState.QUEUED);
        assertThat(some.jobs().idle()).isGreaterThan(Duration.ofMillis(1400));
        Replica all = replica();
        all.until(other, JobState.RUNNING);
        assertThat(all.jobs().idle()).isZero();
        Deeds.RELEASED.add(other);
        all.until(other, JobState.SUCCEEDED);

        assertThatThrownBy(() -> replica("--geofix.job.kinds=quick,juggling")).rootCause()
                .hasMessageContaining("geofix.job.kinds names 'juggling'");
    }

    @Test
    void whatOneHasNoPlaceForTheOtherTakes() {
        Replica a = replica();
        UUID first = a.jobs().submit("hold", Map.of()).id();
        a.until(first, JobState.RUNNING);
        Replica b = replica();
        UUID second = a.jobs().submit("hold", Map.of()).id();
        b.until(second, JobState.RUNNING);
        await().untilAsserted(() -> assertThat(Deeds.runs(second)).containsExactly(b.home()));
        Deeds.RELEASED.addAll(List.of(first, second));
        a.until(second, JobState.SUCCEEDED);
        b.until(first, JobState.SUCCEEDED);
    }

    @Test
    void anInstanceWithoutPlacesLeavesItsJobsToOthers() {
        Replica asked = replica("--geofix.store=opensearch", "--geofix.job.parallel=0", "--geofix.job.processes=0");
        UUID quick = asked.jobs().submit("quick", Map.of()).id();
        UUID heavy = asked.jobs().submit("heavy", Map.of()).id();
        await().pollDelay(Duration.ofSeconds(3)).until(() -> asked.jobs().get(quick).state() == JobState.QUEUED);
        Replica worker = replica("--geofix.store=opensearch");
        asked.until(quick, JobState.SUCCEEDED);
        asked.until(heavy, JobState.RUNNING);
        assertThat(Deeds.runs(quick)).containsExactly(worker.home());
        Deeds.RELEASED.add(heavy);
        asked.until(heavy, JobState.SUCCEEDED);
        assertThat(Deeds.runs(heavy)).containsExactly(worker.home());
    }

    @Test
    void anInstanceWhoseJobsNobodyElseCouldRunNeedsPlaces() {
        assertThatThrownBy(() -> replica("--geofix.job.parallel=0")).rootCause()
                .hasMessageContaining("geofix.store=opensearch");
        assertThatThrownBy(() -> Replica.start(folder, "alone", "", "--geofix.job.processes=0")).rootCause()
                .hasMessageContaining("geofix.database");
    }

    @Test
    void whatOneDoesTheOtherShowsAndCanEnd() throws Exception {
        Replica a = replica();
        UUID id = a.jobs().submit("hold", Map.of("answer", 42)).id();
        a.until(id, JobState.RUNNING);
        Replica b = replica();
        await().until(() -> b.jobs().get(id).progress().done() > 0);
        assertThat(b.jobs().get(id).message()).isEqualTo("done by " + a.home());
        assertThat(b.jobs().list(JobState.RUNNING, "hold", 10)).extracting(Job::id).containsExactly(id);
        b.http().get().uri("/api/v1/jobs/{id}/log", id).exchange().expectStatus().isOk().expectBody(String.class)
                .value(log -> assertThat(log).contains("started"));

        HttpRequest events = HttpRequest.newBuilder(URI.create(b.url() + "/api/v1/jobs/" + id + "/events"))
                .timeout(Duration.ofSeconds(60)).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> stream = client.send(events, HttpResponse.BodyHandlers.ofLines());
            List<String> seen = stream.body().filter(line -> line.startsWith("data:")).peek(line -> {
                if (!line.contains("\"done\":0")) {
                    b.http().post().uri("/api/v1/jobs/{id}/cancel", id).exchange();
                }
            }).map(line -> line.replaceFirst(".*\"state\":\"(\\w+)\".*", "$1")).toList();
            assertThat(seen).startsWith("RUNNING").endsWith("CANCELLED");
        }
        assertThat(a.jobs().get(id).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aQueuedJobIsCancelledByEither() {
        Replica a = replica();
        Replica b = replica();
        List<UUID> held = List.of(a.jobs().submit("hold", Map.of()).id(), b.jobs().submit("hold", Map.of()).id());
        held.forEach(id -> a.until(id, JobState.RUNNING));
        UUID queued = a.jobs().submit("hold", Map.of()).id();
        assertThat(b.jobs().cancel(queued).state()).isEqualTo(JobState.CANCELLED);
        Deeds.RELEASED.addAll(held);
        held.forEach(id -> a.until(id, JobState.SUCCEEDED));
        assertThat(Deeds.runs(queued)).isEmpty();
    }

    @Test
    void aKeyMakesOneJobWhereverItsRequestsGo() throws Exception {
        Replica a = replica();
        Replica b = replica();
        List<ResponseEntity<Job>> answers = together(20, n -> submission(n % 2 == 0 ? a : b).submit("quick", "once",
                BODY, Map::of));
        assertThat(answers).extracting(answer -> answer.getBody().id()).containsOnly(answers.getFirst().getBody().id());
        assertThat(answers).filteredOn(answer -> answer.getStatusCode() == HttpStatus.ACCEPTED).hasSize(1);
        b.until(answers.getFirst().getBody().id(), JobState.SUCCEEDED);
        assertThat(Deeds.runs(answers.getFirst().getBody().id())).hasSize(1);
    }

    /** As trainings take the names of models to come. */
    @Test
    void whatOneRequestTakesNoOtherGetsInAnyReplica() throws Exception {
        Replica a = replica();
        Replica b = replica();
        List<Integer> taken = together(16, n -> {
            Replica replica = n % 2 == 0 ? a : b;
            try {
                submission(replica).submit("heavy", null, BODY, () -> "town", name -> {
                    if (replica.jobs().unfinished("heavy").stream()
                            .anyMatch(job -> name.equals(job.parameters().get("name")))) {
                        throw new UserException(UserException.Kind.CONFLICT, "taken");
                    }
                    return Map.of("name", name);
                });
                return 1;
            } catch (UserException e) {
                return 0;
            }
        });
        assertThat(taken).containsOnlyOnce(1);
        a.jobs().unfinished("heavy").forEach(job -> Deeds.RELEASED.add(job.id()));
    }

    @Test
    void heavyJobsRunOneAtATimeInAllReplicasTogether() {
        Deeds.MOST_HEAVY.set(0);
        Replica a = replica();
        Replica b = replica();
        List<UUID> all = Stream.of(a, b, a, b).map(each -> each.jobs().submit("heavy", Map.of()).id()).toList();
        for (UUID id : all) {
            a.until(id, JobState.RUNNING);
            Deeds.RELEASED.add(id);
            b.until(id, JobState.SUCCEEDED);
        }
        assertThat(Deeds.MOST_HEAVY).hasValue(1);
    }

    @Test
    void aReplicaThatIsStoppedLeavesItsJobToTheOtherAtOnce() {
        Replica a = replica();
        UUID id = a.jobs().submit("hold", Map.of()).id();
        await().until(() -> !Deeds.runs(id).isEmpty());
        Replica b = replica();
        long began = System.nanoTime();
        String first = a.home();
        a.close();
        await().until(() -> Deeds.runs(id).size() == 2);
        assertThat(Deeds.runs(id)).containsExactly(first, b.home());
        assertThat(Duration.ofNanos(System.nanoTime() - began)).as("not after the lease alone")
                .isLessThan(Replica.LEASE);
        Deeds.RELEASED.add(id);
        assertThat(b.until(id, JobState.SUCCEEDED).message()).isEqualTo("done by " + b.home());
        assertThat(Deeds.TWICE).isEmpty();
    }

    @Test
    void aJobOnADataFolderIsLeftToThatFoldersReplica() throws Exception {
        Replica a = replica();
        String home = a.home();
        UUID id = a.jobs().submit("tied", Map.of()).id();
        await().until(() -> !Deeds.runs(id).isEmpty());
        Replica b = replica();
        a.close();
        Thread.sleep(Replica.LEASE.toMillis() + 2000);
        assertThat(Deeds.runs(id)).containsExactly(home);

        replicas.remove(a);
        Replica again = Replica.start(folder, "r0", url);
        replicas.add(again);
        await().until(() -> Deeds.runs(id).size() == 2);
        assertThat(Deeds.runs(id)).containsExactly(home, home);
        Deeds.RELEASED.add(id);
        b.until(id, JobState.SUCCEEDED);
    }

    /** As while instances are replaced one by one: the first new one has changed the tables, and may make jobs of kinds that only it knows. */
    @Test
    void aVersionBeforeWorksBesideALaterOne() throws Exception {
        Replica old = replica();
        for (int i = 0; i < 20; i++) {
            old.until(old.jobs().submit("quick", Map.of()).id(), JobState.SUCCEEDED);
        }
        PostgresServer.execute(url, "alter table job add column priority integer not null default 0",
                "alter table api_key add column note text", "create table lane (name text primary key)",
                "insert into flyway_schema_history values (100, '1.9', 'later', 'SQL', 'V1.9__later.sql', 0, 'geofix', now(), 1, true)",
                "insert into job (id, kind, state, parameters, created, priority) values ('" + UUID.randomUUID()
                        + "', 'later', 'QUEUED', '{}', " + System.currentTimeMillis() + ", 7)");
        old.until(old.jobs().submit("quick", Map.of()).id(), JobState.SUCCEEDED);
        Replica restarted = replica();
        restarted.until(restarted.jobs().submit("quick", Map.of()).id(), JobState.SUCCEEDED);
        assertThat(old.jobs().list(JobState.QUEUED, "later", 10)).hasSize(1);
    }

    @Test
    void aJobOfAFolderThatDoesNotComeBackCanBeCancelled() {
        Replica a = replica();
        UUID id = a.jobs().submit("tied", Map.of()).id();
        await().until(() -> !Deeds.runs(id).isEmpty());
        Replica b = replica();
        a.close();
        assertThat(b.jobs().cancel(id).state()).isEqualTo(JobState.CANCELLED);
    }

    private static JobSubmission submission(Replica replica) {
        return replica.bean(JobSubmission.class);
    }

    private interface Numbered<T> {
        T call(int number);
    }

    /** All at once, on threads of their own. */
    private static <T> List<T> together(int times, Numbered<T> call) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                calls.add(() -> call.call(number));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(calls)) {
                answers.add(each.get());
            }
            return answers;
        }
    }
}
