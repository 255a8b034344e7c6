package dev.geofix.jobs.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.jobs.process.Launcher;
import dev.geofix.jobs.process.JobFolder.Outcome;
import dev.geofix.testing.ClusterApi.Answer;
import dev.geofix.testing.Kubelet;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why a command waits or has ended, as its job tells it. */
class ClusterReasonsTest extends OnACluster {
    private static final String NOTHING = "{}";

    static Stream<Arguments> waits() {
        return Stream.of(
                Arguments.of(
                        """
                                {"phase": "Pending", "conditions": [{"type": "PodScheduled", "status": "False", "reason": "Unschedulable",
                                 "message": "0/3 nodes are available: 3 Insufficient nvidia.com/gpu."}]}""",
                        null,
                        "waiting for a node: 0/3 nodes are available: 3 Insufficient nvidia.com/gpu."),
                Arguments.of("""
                        {"phase": "Pending", "containerStatuses": [{"name": "command", "state": {"waiting":
                         {"reason": "ImagePullBackOff", "message": "Back-off pulling image geofix:cu121"}}}]}""",
                        "node-1",
                        "waiting for its pod to start: ImagePullBackOff: Back-off pulling image geofix:cu121"),
                Arguments.of("""
                        {"phase": "Pending", "containerStatuses": [{"name": "command", "state": {"waiting":
                         {"reason": "ContainerCreating"}}}]}""", "node-1",
                        "waiting for its pod to start: FailedMount: no such claim"),
                Arguments.of("""
                        {"phase": "Failed", "reason": "Evicted", "message": "low on disk"}""", "node-1",
                        "its pod was ended (Evicted: low on disk); waiting for the next one"));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void whatItWaitsForIsTold(String status, String node, String expected) throws IOException {
        event("FailedMount", "no such claim");
        launcher.start(command);
        pod(status, node);
        assertThat(look()).satisfies(state -> {
            assertThat(state.isRunning()).isTrue();
            assertThat(state.waiting()).startsWith(expected);
        });
    }

    @Test
    void aJobWithoutAPodTellsTheEventThatSaysWhy() throws IOException {
        event("FailedCreate", "serviceaccount geofix-jobs not found");
        launcher.start(command);
        assertThat(look().waiting())
                .isEqualTo("waiting for a node: FailedCreate: serviceaccount geofix-jobs not found");
        assertThat(api.requests()).anyMatch(request -> request.contains("/events?fieldSelector=involvedObject.name%3D"
                + name()));
        api.trouble("/events", Answer.status(403, "no"));
        assertThat(look().waiting()).as("without the right to read events").isEqualTo("waiting for a node");
    }

    @Test
    void aQueuedJobNamesItsQueue() throws IOException {
        launcher = launcher(Map.of("queue", "gpus"));
        launcher.start(command);
        assertThat(look().waiting()).isEqualTo("waiting in the queue gpus of Kueue");
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of("BackoffLimitExceeded", """
                        {"phase": "Failed", "containerStatuses": [{"name": "command", "state": {"terminated":
                         {"exitCode": 137, "reason": "OOMKilled"}}}]}""",
                        List.of("3 times of geofix.job.kubernetes.retries", "OOMKilled", "pod.memory, now 16Gi")),
                Arguments.of("DeadlineExceeded", NOTHING, List.of("604800 s", "geofix.job.kubernetes.deadline")),
                Arguments.of("BackoffLimitExceeded", """
                        {"phase": "Failed", "reason": "Evicted", "message": "low on memory"}""",
                        List.of("Evicted", "low on memory")),
                Arguments.of("PodFailurePolicy", """
                        {"phase": "Failed", "containerStatuses": [{"name": "command", "state": {"terminated":
                         {"exitCode": 2, "message": "sh: cannot create job.log: Permission denied"}}}]}""",
                        List.of("ended with status 2", "Permission denied", "claim path")));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void whyItEndedIsTold(String reason, String status, List<String> expected) throws IOException {
        launcher = launcher(Map.of("settle", "0s"));
        launcher.start(command);
        pod(status, "node-1");
        ended("Failed", reason);
        assertThat(await().until(this::look, state -> !state.isRunning()).reason())
                .contains(expected);
    }

    @Test
    void aFullHeapIsToldFromWhatItPrinted() throws IOException {
        Files.createDirectories(command.folder());
        Files.writeString(command.output(), "train: process started\njava.lang.OutOfMemoryError: Java heap space\n");
        launcher.start(command);
        ended("Failed", "BackoffLimitExceeded");
        assertThat(look().reason()).contains("its heap may have 4096 MB", "geofix.job.process.heap");
    }

    @Test
    void anOutcomeMayComeLateOverANetworkAndNotNever() throws IOException {
        launcher.start(command);
        ended("Complete", null);
        assertThat(look().waiting()).contains("has ended; waiting for its outcome in " + command.folder());
        command.files().write(new Outcome(Outcome.DONE, ""));
        assertThat(look()).isEqualTo(Launcher.State.ABSENT);

        command.files().clear();
        launcher = launcher(Map.of("settle", "0s"));
        assertThat(look().reason()).contains("It succeeded. It left no outcome in " + command.folder(), "claim path");
    }

    private void ended(String type, String reason) {
        admin.batch().v1().jobs().withName(name())
                .editStatus(job -> new JobBuilder(job).withStatus(Kubelet.ended(type, reason)).build());
    }

    private void pod(String status, String node) {
        Job job = admin.batch().v1().jobs().withName(name()).get();
        Pod pod = admin.pods().resource(new PodBuilder().withNewMetadata().withName(name() + "-x")
                .withLabels(job.getSpec().getTemplate().getMetadata().getLabels()).endMetadata()
                .withNewSpec().withNodeName(node).endSpec().build()).create();
        admin.pods().resource(new PodBuilder(pod).withStatus(Serialization.unmarshal(status, PodStatus.class)).build())
                .updateStatus();
    }

    /** The server does not select by fields, so the gateway answers. */
    private void event(String reason, String message) {
        api.trouble("/events", new Answer(200, """
                {"kind": "EventList", "apiVersion": "v1", "items": [{"metadata": {"name": "e"}, "type": "Warning",
                 "reason": "%s", "message": "%s"}]}""".formatted(reason, message), null));
    }
}
