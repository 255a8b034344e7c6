package dev.geofix.jobs.kubernetes;

import dev.geofix.jobs.process.ClusterJob;
import dev.geofix.jobs.process.JavaCommandLine;
import dev.geofix.jobs.process.Launcher;
import dev.geofix.jobs.process.ProcessCommand;
import dev.geofix.jobs.process.ProcessFailedException;
import dev.geofix.jobs.process.ProcessFiles;
import dev.geofix.jobs.process.ProcessSettings;
import dev.geofix.jobs.process.ProcessState;
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
    private final ClusterAssessment verdict;
    private final Map<ProcessFiles, JobObservation> sightings = new ConcurrentHashMap<>();

    /** @param process what a command may use in its pod */
    public KubernetesLauncher(Cluster cluster, JobManifest manifest, ProcessSettings process,
            KubernetesSettings settings,
            PodSettings pod) {
        this.cluster = cluster;
        this.manifest = manifest;
        this.process = process;
        this.settings = settings;
        this.pod = pod;
        verdict = new ClusterAssessment(cluster.namespace(), process);
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
        JobObservation sighting = new JobObservation(settings, true, false);
        sightings.put(command.files(), sighting);
        try {
            create(command);
            sighting.seen(ProcessState.waiting("waiting for the cluster"), cluster.notBefore());
        } catch (ClusterException e) {
            sighting.failed(e, cluster.notBefore());
            if (!e.isPassing()) {
                sightings.remove(command.files());
                throw new IOException("The Job could not be made: " + e.getMessage(), e);
            }
        }
    }

    /** Asks the cluster once every {@code poll} at most, more rarely while it does not answer. */
    @Override
    public ProcessState standing(ProcessCommand command) {
        JobObservation sighting = sightings.computeIfAbsent(command.files(),
                files -> new JobObservation(settings, false, files.clusterMark().isPresent()));
        if (!sighting.isDue()) {
            return sighting.standing();
        }
        try {
            sighting.seen(look(command, sighting), cluster.notBefore());
        } catch (ClusterException e) {
            sighting.failed(e, cluster.notBefore());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ProcessState standing = sighting.standing();
        if (!standing.isRunning()) {
            sightings.remove(command.files());
        }
        return standing;
    }

    private ProcessState look(ProcessCommand command, JobObservation sighting) throws ClusterException, IOException {
        ProcessFiles files = command.files();
        ClusterState state = cluster.state(task(command, List.of()));
        if (state.phase() == ClusterState.Phase.ABSENT && sighting.isWanted() && files.clusterMark().isEmpty()) {
            create(command);
            return ProcessState.waiting("waiting for the cluster");
        }
        if (state.phase() != ClusterState.Phase.ABSENT && files.clusterMark().isEmpty()) {
            mark(command);
        }
        return verdict.of(command, state, sighting.endedFor(state.hasEnded()).compareTo(settings.settle()) < 0);
    }

    private void create(ProcessCommand command) throws ClusterException, IOException {
        ClusterTask task = task(command, JavaCommandLine.of(command, process, pod.java(), pod.classPath()));
        cluster.create(task, manifest.of(task));
        mark(command);
    }

    private void mark(ProcessCommand command) {
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
        sightings.remove(command.files());
        ClusterTask task = task(command, List.of());
        JobDeletion farewell = new JobDeletion(cluster, task, settings);
        if (!farewell.said(grace)) {
            throw new ProcessFailedException(command.name()
                    + ": it could not be stopped, since the cluster does not answer ("
                    + farewell.obstacle() + "). Its Job may go on: kubectl delete job -n " + cluster.namespace() + " "
                    + task.name());
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
