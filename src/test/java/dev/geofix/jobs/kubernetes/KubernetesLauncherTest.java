package dev.geofix.jobs.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.geofix.jobs.process.Launcher;
import dev.geofix.jobs.process.JobFolder.Outcome;
import dev.geofix.testing.ClusterApi.Answer;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the launcher does in a cluster whose API works. */
class KubernetesLauncherTest extends OnACluster {
    @Test
    void startingTwiceMakesOneJob() throws IOException {
        launcher.start(command);
        launcher(Map.of()).start(command);
        assertThat(jobs()).hasSize(1);
        assertThat(jobs().getFirst().getMetadata().getName()).isEqualTo("geofix-train-" + command.folder()
                .getFileName());
        assertThat(posts()).isEqualTo(2);
    }

    @Test
    void aJobOfTheSameNameThatIsNotOursIsLeftAlone() {
        admin.batch().v1().jobs().resource(new JobBuilder().withNewMetadata().withName(name()).endMetadata().build())
                .create();
        assertThatThrownBy(() -> launcher.start(command)).hasMessageContainingAll(name(), "has not made", "delete it");
        assertThat(jobs().getFirst().getSpec()).isNull();
    }

    @Test
    void theApiIsLeftAloneForAsLongAsItWants() throws IOException {
        api.trouble("POST", Answer.status(429, "slow down").retryAfter("200"));
        launcher.start(command);
        IntStream.range(0, 100).forEach(i -> launcher.state(command));
        assertThat(api.requests()).hasSize(1);
    }

    @Test
    void lookingOftenCostsNoMoreRequests() throws IOException {
        launcher = launcher(Map.of("poll", "1h"));
        launcher.start(command);
        IntStream.range(0, 1000).forEach(i -> launcher.state(command));
        assertThat(api.requests()).hasSize(1);
    }

    @Test
    void theReplacedTokenIsReadAgain() throws IOException {
        Path token = data.resolve("token");
        Files.writeString(token, "first\n");
        launcher = launcher(Map.of("api.token-file", token.toString()));
        api.requireToken("first");
        running();
        assertThat(look()).isEqualTo(Launcher.State.RUNNING);
        api.requireToken("second");
        Files.writeString(token, "second\n");
        admin.batch().v1().jobs().withName(name()).delete();
        assertThat(look().reason()).contains("is gone");
    }

    @Test
    void anotherServiceOnTheSameFolderFindsTheJob() throws IOException {
        running();
        launcher = launcher(Map.of());
        assertThat(look()).isEqualTo(Launcher.State.RUNNING);
        assertThat(posts()).isEqualTo(1);
    }

    @Test
    void aVanishedJobFailedUnlessItsOutcomeIsThere() throws IOException {
        assertThat(look()).as("never started").isEqualTo(Launcher.State.ABSENT);
        running();
        admin.batch().v1().jobs().withName(name()).delete();
        assertThat(look().reason()).contains(name(), "is gone from the namespace geofix");
        command.files().write(new Outcome(Outcome.STOPPED, ""));
        assertThat(look().reason()).as("stopped by who deleted it").contains("is gone");
        command.files().write(new Outcome(1, "no such data set"));
        assertThat(look()).as("its own words count").isEqualTo(Launcher.State.ABSENT);
    }

    @Test
    void stoppingDeletesTheJobWithItsPodsAndMayBeRepeated() throws IOException {
        running();
        api.trouble("DELETE", Answer.status(503, "starting"));
        Thread later = Thread.ofVirtual().start(() -> {
            await().until(() -> deletes() > 1);
            api.noTrouble();
        });
        launcher.stop(command, Duration.ofSeconds(5));
        assertThat(later.isAlive()).isFalse();
        assertThat(jobs()).isEmpty();
        assertThat(api.requests()).anyMatch(request -> request.startsWith("DELETE")
                && request.contains("\"propagationPolicy\":\"Background\""));
        assertThatCode(() -> launcher.stop(command, Duration.ofSeconds(5))).doesNotThrowAnyException();
    }
}
