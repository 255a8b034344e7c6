package dev.geofix.jobs.kubernetes;

import dev.geofix.jobs.process.FailureReason;
import dev.geofix.jobs.process.JobFolder.ClusterJob;
import dev.geofix.jobs.process.JobFolder.Outcome;
import dev.geofix.jobs.process.Launcher;
import dev.geofix.jobs.process.ProcessCommand;
import dev.geofix.jobs.process.ProcessSettings;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges by the cluster's state and the command's files how it stands. What the command said of its end counts before whatever the cluster says.
 */
record ClusterAssessment(String namespace, ProcessSettings settings) {
    /** Statuses of an ended program that has come to write its outcome, if only to a folder that is not the service's. */
    private static final Set<Integer> OWN_STATUSES = Set.of(Outcome.DONE, Outcome.FAILED, Outcome.REFUSED);

    /** @param settling whether it has ended only just now, so that its outcome may be on the way through a network file system */
    Launcher.State of(ProcessCommand command, Cluster.State state, boolean settling) throws IOException {
        return switch (state.phase()) {
            case WAITING -> Launcher.State.waiting(state.note());
            case RUNNING -> Launcher.State.RUNNING;
            case ABSENT -> absent(command);
            case SUCCEEDED, FAILED -> ended(command, state, settling);
        };
    }

    private Launcher.State absent(ProcessCommand command) {
        Optional<ClusterJob> started = command.files().clusterJob();
        return started.isEmpty() || saidItself(command)
                ? Launcher.State.ABSENT
                : Launcher.State.ended("Its Job " + started.get().job() + " is gone from the namespace "
                        + started.get().namespace()
                        + ": somebody deleted it, or it ended and was cleared away without leaving an outcome.");
    }

    private Launcher.State ended(ProcessCommand command, Cluster.State state, boolean settling) throws IOException {
        if (saidItself(command)) {
            return Launcher.State.ABSENT;
        }
        boolean couldSay = OWN_STATUSES.contains(state.exitStatus());
        if (couldSay && settling) {
            return Launcher.State.waiting("it has ended; waiting for its outcome in " + command.folder());
        }
        String printed = FailureReason.printed(command);
        String memory = FailureReason.memory(printed, settings);
        if (memory != null) {
            return Launcher.State.ended(memory);
        }
        String reason = state.phase() == Cluster.State.Phase.SUCCEEDED ? "It succeeded." : state.note();
        return Launcher.State.ended(reason + (couldSay ? lost(command) : "") + (printed.isBlank()
                ? ""
                : " It printed last:\n" + printed));
    }

    private static String lost(ProcessCommand command) {
        return " It left no outcome in " + command.folder()
                + ": do the claim and the claim path of geofix.job.kubernetes.pod lead to the service's data folder?";
    }

    /** Being stopped is no end of its own: somebody or something stopped it, and the cluster knows more. */
    private static boolean saidItself(ProcessCommand command) {
        @Nullable
        Outcome outcome = command.files().outcome().orElse(null);
        return outcome != null && outcome.exitCode() != Outcome.STOPPED;
    }
}
