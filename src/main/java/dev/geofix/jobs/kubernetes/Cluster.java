package dev.geofix.jobs.kubernetes;

import dev.geofix.jobs.kubernetes.ApiClient.Pace;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The Jobs of one namespace. Each call asks the API once or a few times and does not try again. */
public final class Cluster implements AutoCloseable {
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    /** Answers after which the same request may well succeed. 401 is one because tokens are replaced. */
    private static final Set<Integer> PASSING = Set.of(401, 408, 410, 425, 429);

    private final Pace pace = new Pace();
    private final KubernetesClient client;
    private final PodReason reasons;

    public Cluster(ApiSettings api, KubernetesSettings settings, PodSettings pod) {
        client = ApiClient.of(api, settings.namespace(), pace);
        reasons = new PodReason(settings, pod);
    }

    public String namespace() {
        return client.getNamespace();
    }

    /** When it may be asked next, as {@link System#nanoTime} counts. */
    public long notBefore() {
        return pace.notBefore();
    }

    /** Makes the task's Job; one that is there already is it. */
    public void create(ClusterTask task, Job manifest) throws ClusterException {
        try {
            client.batch().v1().jobs().resource(manifest).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != CONFLICT) {
                throw failed("create", "jobs.batch", e);
            }
            requireOwn(task, find(task.name()), e);
        }
    }

    private void requireOwn(ClusterTask task, @Nullable Job job, KubernetesClientException conflict)
            throws ClusterException {
        if (job == null || job.getMetadata().getDeletionTimestamp() != null) {
            throw new ClusterException("the Job " + task.name() + " is just being deleted", true, conflict);
        }
        if (!JobManifest.isOf(task, job)) {
            throw new ClusterException("there is a Job " + task.name() + " in namespace " + namespace()
                    + " that Geofix has not made for this job; delete it and submit the job again", false, conflict);
        }
    }

    /** How the task's Job stands. */
    public State state(ClusterTask task) throws ClusterException {
        Job job = find(task.name());
        if (job == null) {
            return pods(task).stream().allMatch(PodReason::hasEnded)
                    ? State.ABSENT
                    : State.waiting("its Job is deleted; waiting for its pod to end");
        }
        return JobReading.needsPods(job)
                ? new JobReading(reasons, job, pods(task), this::events).state()
                : State.RUNNING;
    }

    /** Deletes the Job and, in the background, its pods; does nothing when there is none. */
    public void delete(ClusterTask task) throws ClusterException {
        ask("delete", "jobs.batch", () -> client.batch().v1().jobs().withName(task.name())
                .withPropagationPolicy(DeletionPropagation.BACKGROUND).delete());
    }

    /** Whether neither the Job nor a pod of it is left that may still work. */
    public boolean isGone(ClusterTask task) throws ClusterException {
        return find(task.name()) == null && pods(task).stream().allMatch(PodReason::hasEnded);
    }

    private @Nullable Job find(String name) throws ClusterException {
        return ask("get", "jobs.batch", () -> client.batch().v1().jobs().withName(name).get());
    }

    private List<Pod> pods(ClusterTask task) throws ClusterException {
        return ask("list", "pods", () -> client.pods().withLabel(JobManifest.JOB, task.id())
                .withLabel(JobManifest.COMMAND, task.command()).list().getItems());
    }

    /** Only explain more: without the right to read them, or when they fail, there are none. */
    private List<Event> events(String of) {
        try {
            return client.v1().events().withField("involvedObject.name", of).list().getItems().stream()
                    .filter(event -> "Warning".equals(event.getType())).toList();
        } catch (KubernetesClientException e) {
            return List.of();
        }
    }

    private <T extends @Nullable Object> T ask(String verb, String resource, Supplier<T> request)
            throws ClusterException {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw failed(verb, resource, e);
        }
    }

    private ClusterException failed(String verb, String resource, KubernetesClientException e) {
        Status status = e.getStatus();
        String said = status == null || status.getMessage() == null
                ? String.valueOf(e.getMessage())
                : status.getMessage();
        boolean hasAnswer = e.getCode() > 0;
        boolean passing = !hasAnswer || PASSING.contains(e.getCode()) || e.getCode() >= 500;
        String hint = switch (e.getCode()) {
            case 403 -> "; the service account needs the verb " + verb + " on " + resource + " in namespace "
                    + namespace();
            case NOT_FOUND -> "; is there a namespace " + namespace() + "?";
            default -> "";
        };
        return new ClusterException("cannot " + verb + " " + resource + " in the cluster ("
                + (hasAnswer ? e.getCode() + ": " + said : "no answer: " + root(e)) + ")" + hint, passing, e);
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void close() {
        client.close();
    }

    /**
     * Makes of a Job, its pods and their events how the command stands.
     *
     * @param events of the object of that name, asked for when nothing else says why the command waits
     */
    private record JobReading(PodReason reasons, Job job, List<Pod> pods, Function<String, List<Event>> events) {
        /** Whether the Job alone does not tell: with a ready pod it runs, and that is most of its life. */
        static boolean needsPods(Job job) {
            JobStatus status = job.getStatus();
            return status == null || status.getReady() == null || status.getReady() == 0;
        }

        State state() {
            Optional<JobCondition> failed = condition("Failed");
            if (condition("Complete").isPresent()) {
                return new State(State.Phase.SUCCEEDED, "", 0);
            }
            Optional<Pod> last = pods.stream().max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp(),
                    Comparator.nullsFirst(Comparator.naturalOrder())));
            if (failed.isPresent()) {
                return new State(State.Phase.FAILED, reasons.failed(failed.get(), last),
                        last.map(PodReason::exitStatus).orElse(-1));
            }
            if (Boolean.TRUE.equals(job.getSpec().getSuspend())) {
                return State.waiting(reasons.suspended());
            }
            Optional<Pod> live = last.filter(pod -> !PodReason.hasEnded(pod));
            return live.filter(PodReason::isRunning).isPresent()
                    ? State.RUNNING
                    : State.waiting(reasons.waiting(live, last,
                            () -> events
                                    .apply(live.map(pod -> pod.getMetadata()).orElse(job.getMetadata()).getName())));
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

    /**
     * How a command stands in the cluster.
     *
     * @param note what it waits for, or why it failed
     * @param exitStatus of the container that ended last; -1 while unknown
     */
    public record State(Phase phase, String note, int exitStatus) {
        public enum Phase {
            /** There is no such Job. */
            ABSENT,
            /** Its pod cannot run yet. */
            WAITING, RUNNING, SUCCEEDED, FAILED
        }

        static final State ABSENT = new State(Phase.ABSENT, "", -1);
        static final State RUNNING = new State(Phase.RUNNING, "", -1);

        static State waiting(String note) {
            return new State(Phase.WAITING, note, -1);
        }

        public boolean hasEnded() {
            return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
        }
    }

    /** The cluster's API did not do what it was asked for; the message says what that was and why. */
    public static class ClusterException extends Exception {
        private static final long serialVersionUID = 1;

        private final boolean isPassing;

        /** @param isPassing whether the same request may succeed later without anybody's doing */
        ClusterException(String message, boolean isPassing, Throwable cause) {
            super(message, cause);
            this.isPassing = isPassing;
        }

        public boolean isPassing() {
            return isPassing;
        }
    }
}
