package dev.geofix.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.jobs.Replica.Deeds;
import dev.geofix.platform.storage.OperationsDatabase;
import dev.geofix.testing.FaultyProxy;
import dev.geofix.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service with a job dies, stands still, or is cut off from the database. Another one goes on, and the first one does no harm any more. */
class TakeoverTest {
    private static final Logger log = LoggerFactory.getLogger(TakeoverTest.class);

    @TempDir
    Path folder;

    private final PostgresServer server = PostgresServer.common();
    private final String url = server.newDatabase();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void aKilledServicesJobIsTakenOver() throws Exception {
        Process killed = program("killed");
        UUID id = submitted(killed);
        Replica survivor = replica("survivor", url);
        long began = System.nanoTime();
        killed.destroyForcibly().waitFor();

        await().until(() -> !Deeds.runs(id).isEmpty());
        double seconds = (System.nanoTime() - began) / 1e9;
        log.info("taken over {} s after the kill, with a lease of {} s", seconds, Replica.LEASE.toSeconds());
        Deeds.RELEASED.add(id);
        assertThat(survivor.until(id, JobState.SUCCEEDED).message()).isEqualTo("done by " + survivor.home());
        assertThat(fence(survivor, id)).isEqualTo(2);
    }

    /** As one whose machine was suspended: it wakes up in the middle of its work, long after its lease. */
    @Test
    void aServiceThatWakesUpLateCannotWrite() throws Exception {
        Process frozen = program("frozen");
        UUID id = submitted(frozen);
        Replica survivor = replica("survivor", url);
        signal("STOP", frozen);
        await().until(() -> !Deeds.runs(id).isEmpty());
        Deeds.RELEASED.add(id);
        Job done = survivor.until(id, JobState.SUCCEEDED);

        signal("CONT", frozen);
        Path jobLog = survivor.jobs().logFile(id);
        await().untilAsserted(
                () -> assertThat(Files.readString(jobLog)).contains("another instance has taken it over"));
        assertThat(survivor.jobs().get(id)).isEqualTo(done);
        assertThat(Files.readString(jobLog)).containsOnlyOnce("succeeded");
    }

    /** Clocks of the services are an hour before, level with, and behind the database's. */
    @ParameterizedTest
    @ValueSource(ints = {-3600, 0, 3600})
    void aServiceThatIsCutOffStopsBeforeTheOtherBegins(int skew) throws Exception {
        String name = url.replaceFirst(".*/([^/?]+)\\?.*", "$1");
        PostgresServer.execute(url, "create schema skew",
                "alter database " + name + " set search_path = skew, pg_catalog");
        FaultyProxy network = new FaultyProxy(server.port());
        open.add(network);
        Replica owner = replica("owner", url.replace(":" + server.port() + "/", ":" + network.port() + "/"));
        skew(skew);
        UUID id = await().ignoreExceptions().until(() -> owner.jobs().submit("hold", Map.of()).id(),
                made -> true);
        owner.until(id, JobState.RUNNING);
        await().until(() -> Deeds.LAST_STEP.containsKey(id + owner.home()));
        Replica other = replica("other", url);
        Thread.sleep(Replica.LEASE.toMillis() + 2000);
        assertThat(Deeds.runs(id)).as("no takeover while the owner lives").containsExactly(owner.home());

        network.set(FaultyProxy.Mode.SILENT);
        await().until(() -> Deeds.LAST_STEP.containsKey(id + other.home()));
        assertThat(Deeds.TWICE).isEmpty();
        long lastOfOwner = Deeds.LAST_STEP.get(id + owner.home());
        Thread.sleep(1000);
        assertThat(Deeds.LAST_STEP).containsEntry(id + owner.home(), lastOfOwner);

        network.set(FaultyProxy.Mode.PASSING);
        await().until(() -> owner.bean(JobRunner.class).running(id).isEmpty());
        assertThat(owner.jobs().get(id).state()).isEqualTo(JobState.RUNNING);
        Deeds.RELEASED.add(id);
        assertThat(other.until(id, JobState.SUCCEEDED).message()).isEqualTo("done by " + other.home());
        assertThat(Deeds.runs(id)).containsExactly(owner.home(), other.home());
        assertThat(Deeds.TWICE).isEmpty();
    }

    @Test
    void anOldLeaseWritesNothing() {
        Replica a = replica("a", url);
        UUID id = a.jobs().submit("hold", Map.of()).id();
        a.until(id, JobState.RUNNING);
        JobLease old = a.bean(JobRunner.class).running(id).orElseThrow().lease();
        PostgresServer.execute(url, "update job set fence = fence + 1, owner = 'another' where id = '" + id + "'");

        JobStore store = a.bean(JobStore.class);
        assertThat(store.progress(old, new Job.Progress(9, 9L, null, null), "late",
                List.of(new Job.RefusedItem("late", "late")))).isFalse();
        assertThat(store.end(old, JobState.SUCCEEDED, "late")).isFalse();
        a.bean(JobQueue.class).release(old);
        assertThat(a.bean(JobQueue.class).renew(old)).isEmpty();
        await().until(() -> a.bean(JobRunner.class).running(id).isEmpty());
        assertThat(a.jobs().get(id)).satisfies(job -> {
            assertThat(job.state()).isEqualTo(JobState.RUNNING);
            assertThat(job.message()).isNotEqualTo("late");
            assertThat(job.refused().count()).isZero();
        });
    }

    @Test
    void aCancelledJobWhoseOwnerDiesIsEndedByTheOther() throws Exception {
        Process killed = program("killed");
        UUID id = submitted(killed);
        Replica survivor = replica("survivor", url);
        killed.destroyForcibly().waitFor();
        survivor.jobs().cancel(id);
        survivor.until(id, JobState.CANCELLED);
        assertThat(Deeds.runs(id)).isEmpty();
    }

    private Replica replica(String name, String address) {
        Replica replica = Replica.start(folder, name, address);
        open.add(replica);
        return replica;
    }

    /** A service in a JVM of its own. */
    private Process program(String name) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Replica.class.getName(),
                "--geofix.data=" + folder.resolve(name), "--geofix.shared=" + folder.resolve("shared"),
                "--geofix.database=" + url, "--server.port=0", "--geofix.job.lease=" + Replica.LEASE.toSeconds() + "s",
                "--management.endpoint.health.validate-group-membership=false")
                .redirectErrorStream(true).redirectOutput(folder.resolve(name + ".log").toFile()).start();
        open.add(() -> process.destroyForcibly().waitFor());
        return process;
    }

    /** @return a job that runs in the program, which is the only service so far */
    private UUID submitted(Process program) throws IOException {
        Path said = folder.resolve(folder.toFile().list((at, name) -> name.endsWith(".log"))[0]);
        await().until(() -> !program.isAlive() || Files.readString(said).contains("Started "));
        assertThat(program.isAlive()).as(Files.readString(said)).isTrue();
        UUID id = UUID.randomUUID();
        PostgresServer.execute(url, "insert into job (id, kind, state, parameters, created) values ('" + id
                + "', 'hold', 'QUEUED', '{}', " + System.currentTimeMillis() + ")");
        await().until(() -> Files.exists(folder.resolve("shared/jobs/" + id + "/job.log")));
        return id;
    }

    private static void signal(String name, Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor()).isZero();
    }

    private static long fence(Replica replica, UUID id) {
        return replica.bean(OperationsDatabase.class)
                .read(jdbc -> jdbc.sql("select fence from job where id = ?").param(id.toString()).query(Long.class)
                        .single());
    }

    /** Puts a clock of its own before the server's; connections of before might have bound the other one. */
    private void skew(int seconds) {
        PostgresServer.execute(url,
                "create function skew.clock_timestamp() returns timestamptz language sql volatile as "
                        + "'select pg_catalog.clock_timestamp() + interval ''" + seconds + " seconds'''",
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() "
                        + "and pid <> pg_backend_pid()");
    }
}
