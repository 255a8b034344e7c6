package dev.geofix.testing;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What a cluster does for Jobs, on this machine: it makes a pod of each, runs its command as a real process, starts it again or gives up by the Job's own rules, and ends it when the
 * Job is deleted.
 */
public final class Kubelet implements AutoCloseable {
    private final KubernetesClient api;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    /** By name of the pod. */
    private final Map<String, Process> processes = new HashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private volatile boolean hasNode = true;
    private volatile RuntimeException bug;

    public Kubelet(ClusterApi cluster) {
        api = cluster.admin();
        clock.scheduleWithFixedDelay(this::work, 0, 100, TimeUnit.MILLISECONDS);
    }

    /** Whether pods can be placed. */
    public void hasNode(boolean is) {
        hasNode = is;
    }

    /** Ends the process of a Job's pod by force, as a lack of memory does. */
    public synchronized void kill(String job) {
        processes.entrySet().stream().filter(process -> process.getKey().startsWith(job))
                // A Process would close its streams, too.
                .forEach(process -> process.getValue().toHandle().destroyForcibly());
    }

    public synchronized boolean isRunning(String job) {
        return processes.entrySet().stream()
                .anyMatch(process -> process.getKey().startsWith(job) && process.getValue().isAlive());
    }

    private synchronized void work() {
        try {
            api.batch().v1().jobs().list().getItems().stream().filter(job -> !hasEnded(job)).forEach(this::tend);
            api.pods().list().getItems().stream()
                    .filter(pod -> api.batch().v1().jobs().withName(job(pod)).get() == null).forEach(this::clearAway);
        } catch (RuntimeException e) {
            bug = e;
        }
    }

    private void tend(Job job) {
        String name = job.getMetadata().getName();
        Pod pod = api.pods().list().getItems().stream().filter(one -> job(one).equals(name) && !hasEnded(one))
                .findFirst().orElse(null);
        if (pod == null) {
            pod = api.pods().resource(new PodBuilder().withNewMetadata()
                    .withName(name + "-" + failures.getOrDefault(name, 0))
                    .withLabels(job.getSpec().getTemplate().getMetadata().getLabels())
                    .addToAnnotations("job", name).withCreationTimestamp(Instant.now().toString()).endMetadata()
                    .withSpec(job.getSpec().getTemplate().getSpec()).build()).create();
        }
        Process process = processes.get(pod.getMetadata().getName());
        if (process == null) {
            place(job, pod);
        } else if (!process.isAlive()) {
            end(job, pod, process);
        }
    }

    private void place(Job job, Pod pod) {
        if (!hasNode) {
            status(pod, new PodStatusBuilder().withPhase("Pending").addNewCondition().withType("PodScheduled")
                    .withStatus("False").withReason("Unschedulable")
                    .withMessage("0/3 nodes are available: 3 Insufficient nvidia.com/gpu.").endCondition().build());
            return;
        }
        var container = pod.getSpec().getContainers().getFirst();
        ProcessBuilder builder = new ProcessBuilder(container.getCommand()).redirectErrorStream(true);
        container.getEnv().forEach(entry -> builder.environment().put(entry.getName(), entry.getValue()));
        try {
            processes.put(pod.getMetadata().getName(), builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        status(pod, new PodStatusBuilder().withPhase("Running").withContainerStatuses(new ContainerStatusBuilder()
                .withName(container.getName())
                .withState(new ContainerStateBuilder().withNewRunning().endRunning().build()).build()).build());
        status(job, new JobStatusBuilder().withActive(1).withReady(1).build());
    }

    private void end(Job job, Pod pod, Process process) {
        int exit = process.exitValue() > 128 && process.exitValue() != 143 ? 137 : process.exitValue();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            status(pod, new PodStatusBuilder().withPhase(exit == 0 ? "Succeeded" : "Failed")
                    .withContainerStatuses(new ContainerStatusBuilder().withState(new ContainerStateBuilder()
                            .withNewTerminated().withExitCode(exit).withReason(exit == 137 ? "OOMKilled" : "Error")
                            .withMessage(said).endTerminated().build()).build())
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int failed = exit == 0 ? 0 : failures.merge(job.getMetadata().getName(), 1, Integer::sum);
        boolean isHopeless = job.getSpec().getPodFailurePolicy().getRules().stream()
                .anyMatch(rule -> rule.getAction().equals("FailJob")
                        && rule.getOnExitCodes().getValues().contains(exit));
        if (exit == 0) {
            status(job, ended("Complete", null));
        } else if (isHopeless || failed > job.getSpec().getBackoffLimit()) {
            status(job, ended("Failed", isHopeless ? "PodFailurePolicy" : "BackoffLimitExceeded"));
        } else {
            status(job, new JobStatusBuilder().withFailed(failed).withReady(0).build());
        }
    }

    private void clearAway(Pod pod) {
        Process process = processes.get(pod.getMetadata().getName());
        if (process != null && process.isAlive()) {
            process.toHandle().destroy();
        } else {
            api.pods().withName(pod.getMetadata().getName()).delete();
        }
    }

    private void status(Pod pod, PodStatus status) {
        api.pods().resource(new PodBuilder(api.pods().withName(pod.getMetadata().getName()).get()).withStatus(status)
                .build()).updateStatus();
    }

    private void status(Job job, JobStatus status) {
        api.batch().v1().jobs().withName(job.getMetadata().getName())
                .editStatus(now -> new JobBuilder(now).withStatus(status).build());
    }

    public static JobStatus ended(String type, String reason) {
        return new JobStatusBuilder().withReady(0).addNewCondition().withType(type).withStatus("True")
                .withReason(reason).endCondition().build();
    }

    private static boolean hasEnded(Job job) {
        return job.getStatus() != null && job.getStatus().getConditions() != null
                && !job.getStatus().getConditions().isEmpty();
    }

    private static boolean hasEnded(Pod pod) {
        return pod.getStatus() != null && List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase());
    }

    private static String job(Pod pod) {
        return pod.getMetadata().getAnnotations().get("job");
    }

    /** Ends what still runs. */
    @Override
    public void close() throws InterruptedException {
        clock.shutdown();
        clock.awaitTermination(10, TimeUnit.SECONDS);
        processes.values().forEach(Process::destroyForcibly);
        if (bug != null) {
            throw bug;
        }
    }
}
