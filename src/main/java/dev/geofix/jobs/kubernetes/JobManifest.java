package dev.geofix.jobs.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The {@code batch/v1} Job of a command. Started again by the cluster, after a crash up to {@code retries} times and after an eviction always, it goes on from its
 * checkpoint; two pods of it never work at once.
 */
public final class JobManifest {
    static final String JOB = "geofix.dev/job";
    static final String COMMAND = "geofix.dev/command";
    private static final String QUEUE = "kueue.x-k8s.io/queue-name";
    /** It failed or was refused in its own words; it could not be run, or was not found: the next time ends the same way. */
    private static final Integer[] HOPELESS = {1, 2, 126, 127};

    private final KubernetesSettings settings;
    private final PodManifest pod;

    /** @param data the service's data folder */
    public JobManifest(KubernetesSettings settings, PodSettings pod, Path data) {
        this.settings = settings;
        this.pod = new PodManifest(pod, data);
    }

    public Job of(ClusterTask task) {
        Map<String, String> labels = labels(task);
        Map<String, String> queued = new LinkedHashMap<>(labels);
        if (settings.queue() != null) {
            queued.put(QUEUE, settings.queue());
        }
        return new JobBuilder().withNewMetadata().withName(task.name()).withLabels(queued).endMetadata()
                .withNewSpec().withSuspend(settings.queue() == null ? null : true)
                .withParallelism(1).withCompletions(1).withBackoffLimit(settings.retries())
                .withActiveDeadlineSeconds(settings.deadline().toSeconds())
                .withTtlSecondsAfterFinished(Math.toIntExact(settings.keep().toSeconds()))
                .withPodReplacementPolicy("Failed").withPodFailurePolicy(failures())
                .withNewTemplate().withNewMetadata().withLabels(labels).endMetadata().withSpec(pod.of(task))
                .endTemplate().endSpec().build();
    }

    private Map<String, String> labels(ClusterTask task) {
        Map<String, String> labels = new LinkedHashMap<>(settings.labels());
        labels.put("app.kubernetes.io/name", "geofix");
        labels.put("app.kubernetes.io/component", task.command());
        labels.put("app.kubernetes.io/managed-by", "geofix");
        labels.put(JOB, task.id());
        labels.put(COMMAND, task.command());
        return labels;
    }

    /** Whether a Job of the task's name is the task's. */
    static boolean isOf(ClusterTask task, Job job) {
        Map<String, String> labels = Objects.requireNonNullElse(job.getMetadata().getLabels(), Map.of());
        return task.id().equals(labels.get(JOB)) && task.command().equals(labels.get(COMMAND));
    }

    /** The first rule that fits counts; what none fits counts against {@code retries}. */
    private static PodFailurePolicy failures() {
        return new PodFailurePolicyBuilder()
                .addNewRule().withAction("Ignore")
                .addNewOnPodCondition().withType("DisruptionTarget").withStatus("True").endOnPodCondition().endRule()
                .addNewRule().withAction("FailJob")
                .withNewOnExitCodes().withContainerName(PodManifest.CONTAINER).withOperator("In").withValues(HOPELESS)
                .endOnExitCodes().endRule().build();
    }
}
