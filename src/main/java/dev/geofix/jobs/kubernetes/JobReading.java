package dev.geofix.jobs.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes of a Job, its pods and their events how the command stands.
 *
 * @param events of the object of that name, asked for when nothing else says why the command waits
 */
record JobReading(PodReason reasons, Job job, List<Pod> pods, Function<String, List<Event>> events) {
    /** Whether the Job alone does not tell: with a ready pod it runs, and that is most of its life. */
    static boolean needsPods(Job job) {
        JobStatus status = job.getStatus();
        return status == null || status.getReady() == null || status.getReady() == 0;
    }

    ClusterState state() {
        Optional<JobCondition> failed = condition("Failed");
        if (condition("Complete").isPresent()) {
            return new ClusterState(ClusterState.Phase.SUCCEEDED, "", 0);
        }
        Optional<Pod> last = pods.stream().max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp(),
                Comparator.nullsFirst(Comparator.naturalOrder())));
        if (failed.isPresent()) {
            return new ClusterState(ClusterState.Phase.FAILED, reasons.failed(failed.get(), last),
                    last.map(PodReason::exitStatus).orElse(-1));
        }
        if (Boolean.TRUE.equals(job.getSpec().getSuspend())) {
            return ClusterState.waiting(reasons.suspended());
        }
        Optional<Pod> live = last.filter(pod -> !PodReason.hasEnded(pod));
        return live.filter(PodReason::isRunning).isPresent()
                ? ClusterState.RUNNING
                : ClusterState.waiting(reasons.waiting(live, last,
                        () -> events.apply(live.map(pod -> pod.getMetadata()).orElse(job.getMetadata()).getName())));
    }

    private Optional<JobCondition> condition(String type) {
        if (job.getStatus() == null || job.getStatus().getConditions() == null) {
            return Optional.empty();
        }
        return job.getStatus().getConditions().stream()
                .filter(condition -> type.equals(condition.getType()) && "True".equals(condition.getStatus()))
                .findFirst();
    }
}
