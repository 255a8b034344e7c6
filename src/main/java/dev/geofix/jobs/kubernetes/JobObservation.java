package dev.geofix.jobs.kubernetes;

import dev.geofix.jobs.kubernetes.Cluster.ClusterException;
import dev.geofix.jobs.process.Launcher;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was last seen of a command in the cluster, and when to look again. Used by one thread. */
final class JobObservation {
    private static final Logger log = LoggerFactory.getLogger(JobObservation.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final KubernetesSettings settings;
    private final boolean isWanted;
    private final boolean wasStarted;
    private final long began = System.nanoTime();
    private Launcher.State state = Launcher.State.waiting("looking for it in the cluster");
    private boolean hasSeen;
    private int failures;
    private long next = System.nanoTime();
    private long ended;

    /**
     * @param isWanted whether it is to be started, so that a Job which is not there yet is made
     * @param wasStarted whether it is known to have been started: then it may run while nobody can see it
     */
    JobObservation(KubernetesSettings settings, boolean isWanted, boolean wasStarted) {
        this.settings = settings;
        this.isWanted = isWanted;
        this.wasStarted = wasStarted;
    }

    boolean isWanted() {
        return isWanted;
    }

    boolean isDue() {
        return System.nanoTime() - next >= 0;
    }

    Launcher.State state() {
        return state;
    }

    /** @param notBefore when the API wants to be asked again */
    void seen(Launcher.State now, long notBefore) {
        if (failures > 0) {
            log.info("The cluster answers again");
        }
        state = now;
        hasSeen = true;
        failures = 0;
        pause(settings.poll(), notBefore);
    }

    /** What was seen before still holds: an API that is away says nothing about the command. One that was never started is given up after a while. */
    void failed(ClusterException failure, long notBefore) {
        if (failures == 0) {
            log.warn("Asked again later: {}", failure.getMessage());
        }
        failures++;
        Duration longest = LONGEST_PAUSE.compareTo(settings.poll()) > 0 ? LONGEST_PAUSE : settings.poll();
        Duration pause = settings.poll().multipliedBy(1L << Math.min(failures - 1, 16));
        pause(pause.compareTo(longest) > 0 ? longest : pause, notBefore);
        if (hasSeen) {
            return;
        }
        boolean isHopeless = !failure.isPassing() || since(began).compareTo(settings.patience()) > 0;
        state = isHopeless && !wasStarted
                ? Launcher.State.ended("It could not be started: " + failure.getMessage())
                : Launcher.State.waiting("asking the cluster again: " + failure.getMessage());
    }

    /** How long it is known to have ended; nothing while it runs. */
    Duration endedFor(boolean hasEnded) {
        if (!hasEnded) {
            return Duration.ZERO;
        }
        ended = ended == 0 ? System.nanoTime() : ended;
        return since(ended);
    }

    private void pause(Duration pause, long notBefore) {
        long wanted = System.nanoTime() + pause.toNanos();
        next = notBefore - wanted > 0 ? notBefore : wanted;
    }

    private static Duration since(long then) {
        return Duration.ofNanos(System.nanoTime() - then);
    }
}
