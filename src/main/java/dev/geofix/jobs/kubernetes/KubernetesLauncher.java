package dev.geofix.jobs.kubernetes;

import dev.geofix.jobs.kubernetes.Cluster.ClusterException;
import dev.geofix.jobs.process.JavaCommandLine;
import dev.geofix.jobs.process.JobFolder.ClusterJob;
import dev.geofix.jobs.process.JobFolder.CommandFiles;
import dev.geofix.jobs.process.Launcher;
import dev.geofix.jobs.process.ProcessCommand;
import dev.geofix.jobs.process.ProcessFailedException;
import dev.geofix.jobs.process.ProcessSettings;
import dev.geofix.platform.NativeHeap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs commands as Jobs of a cluster whose pods see the data folder. The cluster starts a crashed command again, so one that has ended here has
 * ended for good, and so has one whose Job is gone.
 */
public class KubernetesLauncher implements Launcher, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KubernetesLauncher.class);

    private final Cluster cluster;
    private final JobManifest manifest;
    private final ProcessSettings process;
    private final KubernetesSettings settings;
    private final PodSettings pod;
    private final ClusterAssessment assessment;
    private final Map<CommandFiles, JobObservation> observations = new ConcurrentHashMap<>();

    /** @param process what a command may use in its pod */
    public KubernetesLauncher(Cluster cluster, JobManifest manifest, ProcessSettings process,
            KubernetesSettings settings,
            PodSettings pod) {
        this.cluster = cluster;
        this.manifest = manifest;
        this.process = process;
        this.settings = settings;
        this.pod = pod;
        assessment = new ClusterAssessment(cluster.namespace(), process);
        log.info("Trainings and evaluations run as Jobs in the namespace {}, with the image {}", cluster.namespace(),
                pod.image());
    }

    @Override
    public ProcessSettings settings() {
        return process;
    }

    @Override
    public void start(ProcessCommand command) throws IOException {
        Files.createDirectories(command.folder());
        JobObservation observation = new JobObservation(settings, true, false);
        observations.put(command.files(), observation);
        try {
            create(command);
            observation.seen(Launcher.State.waiting("waiting for the cluster"), cluster.notBefore());
        } catch (ClusterException e) {
            observation.failed(e, cluster.notBefore());
            if (!e.isPassing()) {
                observations.remove(command.files());
                throw new IOException("The Job could not be made: " + e.getMessage(), e);
            }
        }
    }

    /** Asks the cluster once every {@code poll} at most, more rarely while it does not answer. */
    @Override
    public Launcher.State state(ProcessCommand command) {
        JobObservation observation = observations.computeIfAbsent(command.files(),
                files -> new JobObservation(settings, false, files.clusterJob().isPresent()));
        if (!observation.isDue()) {
            return observation.state();
        }
        try {
            observation.seen(look(command, observation), cluster.notBefore());
        } catch (ClusterException e) {
            observation.failed(e, cluster.notBefore());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Launcher.State state = observation.state();
        if (!state.isRunning()) {
            observations.remove(command.files());
        }
        return state;
    }

    private Launcher.State look(ProcessCommand command, JobObservation observation)
            throws ClusterException, IOException {
        CommandFiles files = command.files();
        Cluster.State state = cluster.state(task(command, List.of()));
        if (state.phase() == Cluster.State.Phase.ABSENT && observation.isWanted() && files.clusterJob().isEmpty()) {
            create(command);
            return Launcher.State.waiting("waiting for the cluster");
        }
        if (state.phase() != Cluster.State.Phase.ABSENT && files.clusterJob().isEmpty()) {
            note(command);
        }
        return assessment.of(command, state, observation.endedFor(state.hasEnded()).compareTo(settings.settle()) < 0);
    }

    private void create(ProcessCommand command) throws ClusterException, IOException {
        ClusterTask task = task(command, JavaCommandLine.of(command, process, pod.java(), pod.classPath()));
        cluster.create(task, manifest.of(task));
        note(command);
    }

    private void note(ProcessCommand command) {
        command.files().write(new ClusterJob(cluster.namespace(), task(command, List.of()).name()));
    }

    private ClusterTask task(ProcessCommand command, List<String> words) {
        Map<String, String> environment = new HashMap<>(Map.of("OMP_NUM_THREADS", Integer.toString(process.threads())));
        NativeHeap.into(environment);
        return new ClusterTask(command.folder().getFileName().toString(), command.name(), words, command.output(),
                environment, process.grace());
    }

    @Override
    public void stop(ProcessCommand command, Duration grace) {
        observations.remove(command.files());
        ClusterTask task = task(command, List.of());
        JobDeletion deletion = new JobDeletion(cluster, task, settings);
        if (!deletion.succeeds(grace)) {
            throw new ProcessFailedException(command.name()
                    + ": it could not be stopped, since the cluster does not answer ("
                    + deletion.obstacle() + "). Its Job may go on: kubectl delete job -n " + cluster.namespace() + " "
                    + task.name());
        }
    }

    @Override
    public void close() {
        cluster.close();
    }

    /** Deletes a command's Job and waits until its pod has written its checkpoint and gone. */
    private static final class JobDeletion {
        /** What the cluster may take beyond the grace that it gives the command. */
        private static final Duration CLEARING = Duration.ofSeconds(60);

        private final Cluster cluster;
        private final ClusterTask task;
        private final KubernetesSettings settings;
        private String obstacle = "";

        JobDeletion(Cluster cluster, ClusterTask task, KubernetesSettings settings) {
            this.cluster = cluster;
            this.task = task;
            this.settings = settings;
        }

        /** @return false when the cluster would not delete it, for longer than the settings allow or for good */
        boolean succeeds(Duration grace) {
            long began = System.nanoTime();
            boolean isDeleted = false;
            Duration pause = Duration.ofMillis(Math.min(1000, settings.poll().toMillis()));
            while (true) {
                Duration spent = Duration.ofNanos(System.nanoTime() - began);
                try {
                    if (!isDeleted) {
                        cluster.delete(task);
                        isDeleted = true;
                        began = System.nanoTime();
                    }
                    if (cluster.isGone(task)) {
                        return true;
                    }
                } catch (ClusterException e) {
                    obstacle = String.valueOf(e.getMessage());
                    if (!isDeleted && (!e.isPassing() || spent.compareTo(settings.patience()) > 0)) {
                        return false;
                    }
                }
                if (isDeleted && spent.compareTo(grace.plus(CLEARING)) > 0) {
                    log.warn("The Job {} is deleted, but {} s later its pod may still be there", task.name(),
                            spent.toSeconds());
                    return true;
                }
                if (!slept(pause)) {
                    return isDeleted;
                }
            }
        }

        /** Why it was not deleted. */
        String obstacle() {
            return obstacle;
        }

        private boolean slept(Duration pause) {
            try {
                long apiWants = Math.max(0, cluster.notBefore() - System.nanoTime());
                Thread.sleep(Math.max(pause.toMillis(), apiWants / 1_000_000));
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
