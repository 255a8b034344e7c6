package dev.geofix.jobs.kubernetes;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes a command's Job and waits until its pod has written its checkpoint and gone. */
final class JobDeletion {
    private static final Logger log = LoggerFactory.getLogger(JobDeletion.class);
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

    /** @return false when the cluster would not delete it, for longer than the settings' patience or for good */
    boolean said(Duration grace) {
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
