package dev.geofix.jobs.kubernetes;

import dev.geofix.jobs.process.ClusterJob;
import dev.geofix.jobs.process.FailureReason;
import dev.geofix.jobs.process.PrintedTail;
import dev.geofix.jobs.process.ProcessCommand;
import dev.geofix.jobs.process.ProcessOutcome;
import dev.geofix.jobs.process.ProcessRuns;
import dev.geofix.jobs.process.ProcessSettings;
import dev.geofix.jobs.process.ProcessState;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges by the cluster's state and the command's files how it stands. What the command said of its end counts before whatever the cluster says.
 */
record ClusterAssessment(String namespace, ProcessSettings settings) {
    /** Status of an ended program that has come to write its outcome, if only to a folder that is not the service's. */
    private static final int LAST_OWN_STATUS = 2;

    /** @param settling whether it has ended only just now, so that its outcome may be on the way through a network file system */
    ProcessState of(ProcessCommand command, ClusterState state, boolean settling) throws IOException {
        return switch (state.phase()) {
            case WAITING -> ProcessState.waiting(state.note());
            case RUNNING -> ProcessState.RUNNING;
            case ABSENT -> absent(command);
            case SUCCEEDED, FAILED -> ended(command, state, settling);
        };
    }

    private ProcessState absent(ProcessCommand command) {
        Optional<ClusterJob> mark = command.files().clusterMark();
        return mark.isEmpty() || saidItself(command)
                ? ProcessState.ABSENT
                : ProcessState.ended("Its Job " + mark.get().job() + " is gone from the namespace "
                        + mark.get().namespace()
                        + ": somebody deleted it, or it ended and was cleared away without leaving an outcome.");
    }

    private ProcessState ended(ProcessCommand command, ClusterState state, boolean settling) throws IOException {
        if (saidItself(command)) {
            return ProcessState.ABSENT;
        }
        boolean couldSay = state.exitStatus() >= 0 && state.exitStatus() <= LAST_OWN_STATUS;
        if (couldSay && settling) {
            return ProcessState.waiting("it has ended; waiting for its outcome in " + command.folder());
        }
        String printed = PrintedTail.of(command.output(), command.name() + ProcessRuns.STARTED);
        String memory = FailureReason.memory(printed, settings);
        if (memory != null) {
            return ProcessState.ended(memory);
        }
        String reason = state.phase() == ClusterState.Phase.SUCCEEDED ? "It succeeded." : state.note();
        return ProcessState.ended(reason + (couldSay ? lost(command) : "") + (printed.isBlank()
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
        ProcessOutcome outcome = command.files().outcome().orElse(null);
        return outcome != null && outcome.exitCode() != ProcessOutcome.STOPPED;
    }
}
