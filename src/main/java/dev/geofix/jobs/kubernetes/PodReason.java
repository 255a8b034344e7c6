package dev.geofix.jobs.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts into words why a pod does not run, or ended. */
record PodReason(KubernetesSettings settings, PodSettings pod) {
    private static final String WAITS = "waiting for a node";

    /** Whether its containers will never run again. */
    static boolean hasEnded(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return "Succeeded".equals(phase) || "Failed".equals(phase);
    }

    static boolean isRunning(Pod pod) {
        return containers(pod).anyMatch(state -> state.getRunning() != null);
    }

    static int exitStatus(Pod pod) {
        return terminated(pod).map(ContainerStateTerminated::getExitCode).orElse(-1);
    }

    String suspended() {
        return settings.queue() == null
                ? "its Job is suspended"
                : "waiting in the queue " + settings.queue() + " of Kueue";
    }

    /** @param last the newest pod, which may have ended */
    String waiting(Optional<Pod> live, Optional<Pod> last, Supplier<List<Event>> events) {
        String reason = live.map(this::waiting).orElse("");
        if (reason.isEmpty()) {
            reason = events.get().stream().map(event -> event.getReason() + ": " + event.getMessage())
                    .reduce((first, second) -> second).orElse("");
        }
        String wait = live.filter(PodReason::isScheduled).isPresent() ? "waiting for its pod to start" : WAITS;
        if (live.isEmpty() && last.isPresent()) {
            wait = "its pod " + ended(last.get()) + "; waiting for the next one";
        }
        return reason.isEmpty() ? wait : wait + ": " + reason;
    }

    private String waiting(Pod waiting) {
        if (!isScheduled(waiting)) {
            return waiting.getStatus() == null
                    ? ""
                    : waiting.getStatus().getConditions().stream()
                            .filter(condition -> "PodScheduled".equals(condition.getType())
                                    && condition.getMessage() != null)
                            .map(condition -> condition.getMessage()).findFirst().orElse("");
        }
        return containers(waiting).map(ContainerState::getWaiting).filter(state -> state != null)
                .filter(state -> !"ContainerCreating".equals(state.getReason())).map(PodReason::words).findFirst()
                .orElse("");
    }

    private static String words(ContainerStateWaiting state) {
        return state.getReason() + (state.getMessage() == null ? "" : ": " + state.getMessage());
    }

    /** Why the Job is over. */
    String failed(JobCondition condition, Optional<Pod> last) {
        String pods = last.map(ended -> " Its last pod " + ended(ended) + ".").orElse("");
        return switch (String.valueOf(condition.getReason())) {
            case "DeadlineExceeded" -> "It took longer than " + settings.deadline().toSeconds()
                    + " s, the time it waited for a node included. Raise geofix.job.kubernetes.deadline.";
            case "BackoffLimitExceeded" -> "It crashed more often than the " + settings.retries()
                    + " times of geofix.job.kubernetes.retries." + pods;
            default -> "The cluster ended it (" + condition.getReason()
                    + (condition.getMessage() == null ? "" : ": " + condition.getMessage()) + ")." + pods;
        };
    }

    private String ended(Pod ended) {
        PodStatus status = ended.getStatus();
        if (status != null && status.getReason() != null) {
            return "was ended (" + status.getReason()
                    + (status.getMessage() == null ? "" : ": " + status.getMessage().strip()) + ")";
        }
        return terminated(ended).map(this::ended).orElse("went away");
    }

    private String ended(ContainerStateTerminated container) {
        if ("OOMKilled".equals(container.getReason())) {
            return "needed more memory than its limit (OOMKilled): raise geofix.job.kubernetes.pod.memory, now "
                    + pod.memory() + ", or ask for less: smaller batches, a smaller input or a smaller backbone";
        }
        String said = container.getMessage();
        return "ended with status " + container.getExitCode() + (said == null || said.isBlank()
                ? ""
                : " and said: "
                        + said.strip());
    }

    private static boolean isScheduled(Pod pod) {
        return pod.getSpec() != null && pod.getSpec().getNodeName() != null;
    }

    private static Optional<ContainerStateTerminated> terminated(Pod pod) {
        return containers(pod).map(ContainerState::getTerminated).filter(state -> state != null).findFirst();
    }

    private static Stream<ContainerState> containers(Pod pod) {
        @Nullable
        PodStatus status = pod.getStatus();
        return status == null || status.getContainerStatuses() == null
                ? Stream.of()
                : status.getContainerStatuses().stream().map(container -> container.getState())
                        .filter(state -> state != null);
    }
}
