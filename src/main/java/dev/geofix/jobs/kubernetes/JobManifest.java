package dev.geofix.jobs.kubernetes;

import dev.geofix.jobs.process.JobFolder.Outcome;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The {@code batch/v1} Job of a command. Started again by the cluster, after a crash up to {@code retries} times and after an eviction always, it goes on from its
 * checkpoint; two pods of it never work at once.
 */
public final class JobManifest {
    static final String JOB = "geofix.dev/job";
    static final String COMMAND = "geofix.dev/command";
    private static final String QUEUE = "kueue.x-k8s.io/queue-name";
    /** It failed or was refused in its own words; it could not be run, or was not found: the next time ends the same way. */
    private static final Integer[] HOPELESS = {Outcome.FAILED, Outcome.REFUSED, 126, 127};

    private final KubernetesSettings settings;
    private final PodManifest pod;

    /** @param data the service's shared folder, which is its data folder unless it has another */
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

    /** The pod of a command: no rights, no token, nothing writable but its claims and {@code /tmp}. */
    private record PodManifest(PodSettings settings, Path data) {
        static final String CONTAINER = "command";
        /** Appends what the command prints to the log, the zeroth argument; the command then has the shell's place and gets its signals. */
        private static final List<String> SHELL = List.of("/bin/sh", "-c", "exec \"$@\" >>\"$0\" 2>&1");
        private static final String TEMPORARY = "tmp";

        PodSpec of(ClusterTask task) {
            List<Volume> volumes = new ArrayList<>();
            List<VolumeMount> mounts = new ArrayList<>();
            add(new PodSettings.Mount(String.valueOf(settings.claim()), data, settings.claimPath(), false), "data",
                    volumes,
                    mounts);
            for (PodSettings.Mount mount : settings.mounts()) {
                add(mount, "mount-" + volumes.size(), volumes, mounts);
            }
            volumes.add(
                    new VolumeBuilder().withName(TEMPORARY).withNewEmptyDir().endEmptyDir().build());
            mounts.add(new VolumeMountBuilder().withName(TEMPORARY).withMountPath("/tmp").build());
            return new PodSpecBuilder().withRestartPolicy("Never")
                    .withTerminationGracePeriodSeconds(Math.max(1, task.grace().toSeconds()))
                    .withAutomountServiceAccountToken(false).withEnableServiceLinks(false)
                    .withServiceAccountName(settings.serviceAccount()).withRuntimeClassName(settings.runtimeClass())
                    .withPriorityClassName(settings.priorityClass()).withNodeSelector(settings.nodeSelector())
                    .withTolerations(tolerations())
                    .withImagePullSecrets(settings.imagePullSecrets().stream().map(LocalObjectReference::new).toList())
                    .withNewSecurityContext().withRunAsNonRoot(true).withRunAsUser(settings.user())
                    .withFsGroup(settings.group()).withFsGroupChangePolicy(
                            settings.group() == null ? null : "OnRootMismatch")
                    .withNewSeccompProfile().withType("RuntimeDefault").endSeccompProfile().endSecurityContext()
                    .withContainers(container(task, mounts)).withVolumes(volumes).build();
        }

        private Container container(ClusterTask task, List<VolumeMount> mounts) {
            List<String> words = new ArrayList<>(SHELL);
            words.add(task.log().toString());
            words.addAll(task.words());
            Map<String, String> env = new TreeMap<>(task.env());
            env.putAll(settings.env());
            Map<String, Quantity> resources = resources();
            return new ContainerBuilder().withName(CONTAINER).withImage(settings.image()).withCommand(words)
                    .withEnv(env.entrySet().stream().map(entry -> new EnvVar(entry.getKey(), entry.getValue(), null))
                            .toList())
                    .withNewResources().withRequests(resources).withLimits(resources).endResources()
                    .withNewSecurityContext().withAllowPrivilegeEscalation(false).withReadOnlyRootFilesystem(true)
                    .withNewCapabilities().withDrop("ALL").endCapabilities().endSecurityContext()
                    // What is printed before the log could be opened then stands in the pod's status, which needs no right to read logs.
                    .withTerminationMessagePolicy("FallbackToLogsOnError").withVolumeMounts(mounts).build();
        }

        /** Requests equal limits, which makes the pod the last to be evicted. */
        private Map<String, Quantity> resources() {
            Map<String, Quantity> resources = new LinkedHashMap<>();
            resources.put("cpu", new Quantity(settings.cpu()));
            resources.put("memory", new Quantity(settings.memory()));
            if (settings.gpus() > 0) {
                resources.put(settings.gpuResource(), new Quantity(Integer.toString(settings.gpus())));
            }
            return resources;
        }

        private List<Toleration> tolerations() {
            if (settings.tolerations().isEmpty() && settings.gpus() > 0) {
                return List.of(toleration(settings.gpuResource(), null, null));
            }
            return settings.tolerations().stream().map(taint -> toleration(taint.key(), taint.value(), taint.effect()))
                    .toList();
        }

        private static Toleration toleration(String key, @Nullable String value, @Nullable String effect) {
            return new TolerationBuilder().withKey(key).withOperator(value == null ? "Exists" : "Equal")
                    .withValue(value)
                    .withEffect(effect).build();
        }

        private static void add(PodSettings.Mount mount, String name, List<Volume> volumes, List<VolumeMount> mounts) {
            volumes.add(new VolumeBuilder().withName(name).withNewPersistentVolumeClaim(mount.claim(), mount.readOnly())
                    .build());
            mounts.add(new VolumeMountBuilder().withName(name).withMountPath(mount.path().toString())
                    .withSubPath(mount.subPath()).withReadOnly(mount.readOnly() ? true : null).build());
        }
    }
}
