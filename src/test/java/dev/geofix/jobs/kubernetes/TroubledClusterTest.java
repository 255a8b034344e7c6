package dev.geofix.jobs.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.geofix.testing.ClusterApi.Answer;
import dev.geofix.testing.ClusterApi.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the launcher makes of an API that fails. */
class TroubledClusterTest extends OnACluster {
    static Stream<Object> passingTroubles() {
        return Stream.of(Fault.NO_ANSWER, Fault.LOST_ANSWER, Fault.HALF_AN_ANSWER, Fault.LATE_ANSWER,
                Answer.status(429, "slow down"), Answer.status(500, "failed calling webhook"),
                Answer.status(503, "starting"), Answer.status(504, "etcd"), Answer.status(410, "too old"));
    }

    @ParameterizedTest
    @MethodSource("passingTroubles")
    void oneJobIsMadeOnceThePostGetsThrough(Object trouble) throws IOException {
        api.trouble("POST", trouble);
        launcher.start(command);
        await().until(() -> look().isRunning() && posts() > 0);
        api.noTrouble();
        await().until(() -> look().isRunning() && jobs().size() == 1
                && command.files().clusterJob().isPresent());
    }

    @ParameterizedTest
    @MethodSource("passingTroubles")
    void whatRunsIsNeverTakenForDeadBecauseTheApiFails(Object trouble) throws IOException {
        running();
        api.trouble("GET", trouble);
        int before = api.requests().size();
        await().until(() -> {
            assertThat(look().isRunning()).isTrue();
            return api.requests().size() > before + 2;
        });
        api.noTrouble();
        assertThat(look().reason()).isNull();

        launcher = launcher(Map.of("patience", "1ms"));
        api.trouble("GET", trouble instanceof Fault ? Fault.NO_ANSWER : trouble);
        assertThat(look().waiting()).as("after a restart of the service").contains("asking the cluster again");
        assertThat(look().reason()).isNull();
    }

    @Test
    void whatCannotBeStartedForLongFailsWithTheLastReason() throws IOException {
        launcher = launcher(Map.of("patience", "1ms"));
        api.trouble("", Answer.status(500, "no etcd leader"));
        launcher.start(command);
        assertThat(await().until(this::look, state -> !state.isRunning()).reason())
                .contains("could not be started", "500", "no etcd leader");
    }

    @Test
    void anApiThatNobodyListensAtIsNamed() throws IOException {
        launcher = launcher(Map.of("api.master", "http://localhost:1"));
        launcher.start(command);
        assertThat(launcher.state(command).waiting()).contains("no answer");
    }

    @Test
    void aMissingRightNamesVerbAndResource() throws IOException {
        api.trouble("POST", Answer.status(403, "jobs.batch is forbidden"));
        assertThatThrownBy(() -> launcher.start(command)).isInstanceOf(IOException.class)
                .hasMessageContainingAll("403", "jobs.batch is forbidden", "the verb create on jobs.batch",
                        "namespace geofix");
        api.trouble("GET", Answer.status(403, "no"));
        assertThat(look().reason()).contains("the verb get on jobs.batch");

        api.noTrouble();
        running();
        api.trouble("GET", Answer.status(403, "no"));
        assertThat(look().isRunning()).as("a training that runs").isTrue();
    }

    @Test
    void aNamespaceThatIsNotThereAndAManifestThatIsRefusedFailAtOnce() {
        api.trouble("POST", Answer.status(404, "namespaces geofix not found"));
        assertThatThrownBy(() -> launcher.start(command)).hasMessageContaining("is there a namespace geofix?");
        api.trouble("POST", Answer.status(422, "spec.template: Invalid value"));
        assertThatThrownBy(() -> launcher.start(command)).hasMessageContaining("Invalid value");
    }

    @Test
    void aJobThatCannotBeDeletedIsNotTakenForStopped() throws IOException {
        running();
        api.trouble("DELETE", Answer.status(403, "no"));
        assertThatThrownBy(() -> launcher.stop(command, Duration.ofSeconds(5))).hasMessageContainingAll(
                "the verb delete on jobs.batch", "kubectl delete job -n geofix " + name());
        assertThat(jobs()).hasSize(1);
    }
}
